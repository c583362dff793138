/** The report that makes itself once a week. */

import { Checkbox, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeeklyReport } from '#core/domain/weekly-report.ts';
import { useFormats } from '../../components/format.ts';
import { TimeField } from '../../components/time-field.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

/** A Monday; the names of the days are those of the language. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function WeeklyReportCard() {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  // What was just chosen is shown before the core has answered.
  const [chosen, setChosen] = useState<WeeklyReport | null>(null);
  const { data } = useQuery(core.reports.weekly.queryOptions());
  const set = useMutation(
    core.reports.setWeekly.mutationOptions({
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: core.reports.weekly.queryKey() });
        setChosen(null);
      },
      onError: useFailure(),
    }),
  );
  if (!data) return null;
  const { nextAt } = data;
  const wish = chosen ?? data.wish;
  const change = (changed: Partial<WeeklyReport>): void => {
    const next = { ...wish, ...changed };
    setChosen(next);
    set.mutate(next);
  };
  const weekdays = Array.from({ length: 7 }, (_unused, index) => ({
    value: String(index + 1),
    label: new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' }).format(
      SOME_MONDAY + index * DAY_MS,
    ),
  }));
  return (
    <section className="card report-form">
      <Stack gap={10}>
        <Switch
          checked={wish.isOn}
          description={
            nextAt ? t('reports.weeklyNext', { moment: formats.moment(nextAt, timeZone) }) : t('reports.weeklyHint')
          }
          label={t('reports.weekly')}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
          size="xs"
        />
        {wish.isOn && (
          <>
            <Group gap={8} grow>
              <Select
                allowDeselect={false}
                aria-label={t('reports.weekday')}
                data={weekdays}
                onChange={(value) => change({ weekday: Number(value ?? 1) })}
                size="xs"
                value={String(wish.weekday)}
              />
              <TimeField label={t('reports.weeklyTime')} onChange={(at) => change({ at })} size="xs" value={wish.at} />
            </Group>
            <Checkbox
              checked={wish.masking === 'safe'}
              label={t('reports.safe')}
              onChange={(event) => change({ masking: event.currentTarget.checked ? 'safe' : 'full' })}
              size="xs"
            />
            <Text c="dimmed" size="xs">
              {t('reports.weeklyOpen')}
            </Text>
          </>
        )}
      </Stack>
    </section>
  );
}
