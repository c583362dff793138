/** One call of the list. */

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedCall } from '#core/domain/call-list.ts';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { CategoryTag, DirectionMark, SentimentMark } from '../../components/marks.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { goTo } from '../../routing.ts';

const TAGS_SHOWN = 2;

interface CallRowProperties {
  readonly call: ListedCall;
  readonly href: string;
}

export const CallRow = memo(function CallRow({ call, href }: CallRowProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const open = (): void => goTo(href);
  const tags = [...Map.groupBy(call.objections, ({ category, verdict }) => `${category} ${verdict}`).values()];
  const hidden = tags.length - TAGS_SHOWN;
  const client = call.clientName ?? (call.clientPhone && formatPhone(call.clientPhone));
  // The link is what the keyboard reaches; a click anywhere in the row does the same.
  return (
    <div className="row-cells" onClick={open} role="presentation">
      <div role="cell">
        <a href={href} onClick={(event) => event.stopPropagation()}>
          {formats.moment(call.startedAt, timeZone)}
        </a>
      </div>
      <div role="cell">
        <DirectionMark direction={call.direction} />
      </div>
      <div role="cell" title={call.agentName ?? undefined}>
        {call.agentName ?? '—'}
      </div>
      <div role="cell" title={client ?? undefined}>
        {client ?? '—'}
      </div>
      <div className="number" role="cell">
        {formatClock(call.durationMs)}
      </div>
      <div className={call.topic ? undefined : 'dimmed'} role="cell">
        {call.topic ? t(`topic.${call.topic}`) : t(`calls.state.${call.state}`)}
      </div>
      <div role="cell">{call.sentiment && <SentimentMark sentiment={call.sentiment} />}</div>
      <div className="row-tags" role="cell">
        {tags.slice(0, TAGS_SHOWN).map(([first, ...others]) => (
          <CategoryTag {...first!} key={`${first!.category} ${first!.verdict}`} count={others.length + 1} />
        ))}
        {hidden > 0 && <span className="dimmed">+{hidden}</span>}
      </div>
      <div className="dimmed" role="cell" title={call.nextStep ?? undefined}>
        {call.nextStep}
      </div>
    </div>
  );
});
