/** Who spoke with whom, when, and the way to the calls before and after. */

import { ActionIcon, Text, Title, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CallDetails } from '#core/domain/call-list.ts';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import type { IconName } from '../../components/icons.tsx';
import { DirectionMark } from '../../components/marks.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { DealLine } from './deal-line.tsx';

interface CallHeadProperties {
  readonly details: CallDetails;
  /** Null where there is none. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onHelp: () => void;
}

export function CallHead({
  details: { call, transcript, analysis, crm },
  onPrevious,
  onNext,
  onHelp,
}: CallHeadProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const phone = call.clientPhone === null ? null : formatPhone(call.clientPhone);
  const client = call.clientName ?? phone ?? t('call.unknownClient');
  return (
    <header className="screen-head call-head">
      <Title order={1}>
        {call.agentName ?? t('call.unknownAgent')} — {client}
      </Title>
      <Text c="dimmed">
        <DirectionMark direction={call.direction} /> {formats.moment(call.startedAt, timeZone)} ·{' '}
        {formatClock(transcript?.durationMs ?? call.durationMs)}
        {call.clientName !== null && phone !== null && <> · {phone}</>}
        {analysis && analysis.outcome.kind !== 'unknown' && <> · {t(`callScreen.outcome.${analysis.outcome.kind}`)}</>}
      </Text>
      <span className="head-tools">
        <HeadButton icon="up" label={t('callScreen.previous')} onClick={onPrevious} />
        <HeadButton icon="down" label={t('callScreen.next')} onClick={onNext} />
        <HeadButton icon="help" label={t('callScreen.keys.open')} onClick={onHelp} />
      </span>
      <DealLine callId={call.id} crm={crm} />
    </header>
  );
}

interface HeadButtonProperties {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: (() => void) | null;
}

function HeadButton({ icon, label, onClick }: HeadButtonProperties) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        color="gray"
        disabled={onClick === null}
        onClick={() => onClick?.()}
        variant="subtle"
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}
