/** Bringing calls now: what is new, or a period, with how far it is and how the last time went. */

import { Button, Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf } from '#core/domain/period.ts';
import type { PullResult, PullState } from '#core/domain/sync.ts';
import { useFormats } from '../../components/format.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useProcessing } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

/** The period that stands there at first. */
const LAST_DAYS = 30;

// The calendar is large, and most pulls need none.
const DayRange = lazy(() => import('../../components/filters/day-range.tsx'));

export function PullCard({ lastPull }: { readonly lastPull: PullResult | null }) {
  const { t } = useTranslation();
  const core = useCore();
  const onError = useFailure();
  const timeZone = useTimeZone();
  const pull = useProcessing()?.pull ?? null;
  const [period, setPeriod] = useState(() => {
    const today = dayOf(Date.now(), timeZone);
    return { from: addDays(today, -LAST_DAYS), to: today };
  });
  const start = useMutation(core.sync.start.mutationOptions({ onError }));
  return (
    <SettingCard hint={t('settings.pull.hint')} title={t('settings.pull.title')}>
      {pull ? (
        <PullProgress pull={pull} />
      ) : (
        <Group>
          <Button loading={start.isPending} onClick={() => start.mutate({})}>
            {t('settings.pull.now')}
          </Button>
          <div className="pull-days">
            <Suspense fallback={<Loader size="xs" />}>
              <DayRange from={period.from} onChange={setPeriod} to={period.to} />
            </Suspense>
          </div>
          <Button onClick={() => start.mutate({ period })} variant="default">
            {t('settings.pull.period')}
          </Button>
        </Group>
      )}
      {!pull && <LastPull result={lastPull} />}
    </SettingCard>
  );
}

function PullProgress({ pull }: { readonly pull: PullState }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const cancel = useMutation(core.sync.cancel.mutationOptions({ onError: useFailure() }));
  const { callsListed, callsRemaining, recordingsDone, recordingsTotal, leftMs, waiting } = pull;
  const isListing = recordingsTotal === 0;
  const headline = !isListing
    ? t('settings.pull.recordings', { done: formats.number(recordingsDone), total: formats.number(recordingsTotal) })
    : callsRemaining === null
      ? t('settings.pull.listing', { calls: formats.number(callsListed) })
      : t('settings.pull.listingLeft', { calls: formats.number(callsListed), left: formats.number(callsRemaining) });
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text aria-live="polite" className="number">
          {headline}
          {leftMs !== null && `, ${t('settings.pull.left', { time: formats.totalTime(leftMs) })}`}
        </Text>
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()} variant="default">
          {t('settings.stop')}
        </Button>
      </Group>
      <Progress
        animated={isListing}
        aria-label={t('settings.pull.title')}
        value={isListing ? 100 : (recordingsDone / recordingsTotal) * 100}
      />
      {waiting && (
        <Text c="dimmed" size="sm">
          {t('settings.pull.waiting', {
            reason: errorText({ code: waiting.reason, details: {} }, i18n.language).title,
            time: new Date(waiting.untilMs).toLocaleTimeString(i18n.language),
          })}
        </Text>
      )}
    </Stack>
  );
}

function LastPull({ result }: { readonly result: PullResult | null }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  if (!result) return <Text c="dimmed">{t('settings.pull.never')}</Text>;
  const moment = formats.moment(result.endedAt, timeZone);
  if (result.error)
    return <Text>{t('settings.pull.resultError', { moment, ...errorText(result.error, i18n.language) })}</Text>;
  const { newCalls, newRecordings, waiting, failed } = result;
  const parts = [
    t('settings.pull.result', {
      moment,
      calls: formats.number(newCalls),
      recordings: formats.number(newRecordings),
    }),
    ...(waiting > 0 ? [t('settings.pull.resultWaiting', { count: waiting })] : []),
    ...(failed > 0 ? [t('settings.pull.resultFailed', { count: failed })] : []),
  ];
  return <Text c="dimmed">{parts.join(' ')}</Text>;
}
