/** A call worth listening to: who, why, and the way to the moment. */

import { useTranslation } from 'react-i18next';
import type { ListeningReason, WorthListening } from '#core/domain/figures.ts';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { useCategoryName, useTimeZone } from '../../components/use-app-info.tsx';
import { toHash } from '../../routing.ts';

/** One line says the two weightiest; the call itself shows all. */
const REASONS_SHOWN = 2;

interface ListeningCardProperties {
  readonly call: WorthListening;
  /** The filters to come back to. */
  readonly query: URLSearchParams;
}

export function ListeningCard({ call, query }: ListeningCardProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const reasonText = useReasonText();
  const client = call.clientName ?? (call.clientPhone && formatPhone(call.clientPhone)) ?? t('call.unknownClient');
  const reason = call.reasons.slice(0, REASONS_SHOWN).map(reasonText).join(', ');
  const href = toHash(['calls', call.callId], {
    ...Object.fromEntries(query),
    back: 'today',
    at: String(Math.round(call.atMs)),
  });
  return (
    <li>
      <a className="card listening-card" href={href}>
        <span className="listening-play" title={t('today.listen', { time: formatClock(call.atMs) })}>
          <Icon name="play" size={18} />
          <span className="number">{formatClock(call.atMs)}</span>
        </span>
        <span className="listening-text">
          <b className="listening-reason">{reason}</b>
          {call.quote !== null && <q className="listening-quote">{call.quote}</q>}
          <span className="listening-who">
            {call.agentName ?? t('call.unknownAgent')} — {client} · {formats.moment(call.startedAt, timeZone)} ·{' '}
            <span className="number">{formatClock(call.durationMs)}</span>
          </span>
        </span>
      </a>
    </li>
  );
}

/** @returns a piece of a sentence; the card begins it with a capital letter */
function useReasonText(): (reason: ListeningReason) => string {
  const { t } = useTranslation();
  const categoryName = useCategoryName();
  return (reason) => {
    switch (reason.kind) {
      case 'objection':
        return t(`today.reason.${reason.verdict}`, { category: categoryName(reason.category) });
      case 'negative':
        return t('today.reason.negative');
      case 'no-next-step':
        return t('today.reason.noNextStep');
    }
  };
}
