/** When calls are pulled by themselves. */

import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SCHEDULE_HOURS } from '#core/domain/sync.ts';
import type { Schedule, ScheduleState } from '#core/domain/sync.ts';
import { useFormats } from '../../components/format.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { TimeField } from '../../components/time-field.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

/** What each kind begins with. */
const FIRST: Readonly<Record<Schedule['kind'], Schedule>> = {
  off: { kind: 'off' },
  hours: { kind: 'hours', every: 4 },
  daily: { kind: 'daily', at: '08:00' },
};
const KINDS = ['off', 'hours', 'daily'] as const;

export function ScheduleCard({ state: { schedule, nextAt } }: { readonly state: ScheduleState }) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const set = useMutation(core.sync.setSchedule.mutationOptions({ onError: useFailure() }));
  return (
    <SettingCard hint={t('settings.schedule.hint')} title={t('settings.schedule.title')}>
      <Group align="end">
        <SegmentedControl
          aria-label={t('settings.schedule.title')}
          data={KINDS.map((kind) => ({ value: kind, label: t(`settings.schedule.${kind}`) }))}
          onChange={(kind) => set.mutate(FIRST[kind])}
          value={schedule.kind}
        />
        {schedule.kind === 'hours' && (
          <Select
            allowDeselect={false}
            aria-label={t('settings.schedule.every')}
            data={SCHEDULE_HOURS.map((hours) => ({
              value: String(hours),
              label: t('settings.schedule.everyHours', { count: hours }),
            }))}
            onChange={(value) => {
              const every = SCHEDULE_HOURS.find((hours) => String(hours) === value);
              if (every !== undefined) set.mutate({ kind: 'hours', every });
            }}
            value={String(schedule.every)}
            w={130}
          />
        )}
        {schedule.kind === 'daily' && (
          <TimeField
            label={t('settings.schedule.at')}
            onChange={(at) => set.mutate({ kind: 'daily', at })}
            value={schedule.at}
          />
        )}
      </Group>
      {nextAt !== null && (
        <Text c="dimmed">{t('settings.schedule.next', { moment: formats.moment(nextAt, timeZone) })}</Text>
      )}
    </SettingCard>
  );
}
