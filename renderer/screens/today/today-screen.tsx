/** What to listen to today, and how the period went against the one before. */

import { Loader, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallFilter } from '#core/domain/call-list.ts';
import { addDays } from '#core/domain/period.ts';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { useFilters } from '../../components/filters/use-filters.ts';
import { useFormats } from '../../components/format.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useAppInfo } from '../../components/use-app-info.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import { ListeningCard } from './listening-card.tsx';
import { PeriodFigures } from './period-figures.tsx';

const DAYS_BEFORE_LAST = -6;

export function TodayScreen({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTranslation();
  const days = useAppInfo()?.callDays;
  const { view, filter: chosen, change, callsHref } = useFilters('today', query);
  // Without a period of one's own: the last week that has calls, so that the screen is never empty for want of new ones.
  const filter: CallFilter =
    view.period === 'all' && days ? { ...chosen, from: addDays(days.to, DAYS_BEFORE_LAST), to: days.to } : chosen;
  const core = useCore();
  const worth = useQuery({ ...core.analytics.worthListening.queryOptions(filter), placeholderData: keepPreviousData });
  const figures = useQuery({ ...core.analytics.figures.queryOptions(filter), placeholderData: keepPreviousData });
  return (
    <div className="screen">
      <header className="screen-head">
        <Title order={1}>{t('screens.today')}</Title>
        <PeriodLine before={figures.data?.before ? figures.data.period : null} filter={filter} />
      </header>
      <FilterBar
        change={change}
        fields={['agentId', 'direction', 'topic']}
        view={view}
        wholePeriod={t('today.lastWeek')}
      />
      {worth.error && <ErrorState error={worth.error} onRetry={() => void worth.refetch()} />}
      {!worth.data && !worth.error && <Loader className="loader" />}
      {worth.data && (
        <div className="today-columns">
          <section aria-label={t('today.worth')}>
            <Title order={2}>{t('today.worth')}</Title>
            <Text c="dimmed" mb="sm" size="sm">
              {t('today.hint')}
            </Text>
            {worth.data.length === 0 && <EmptyState hint={t('today.noneHint')} title={t('today.none')} />}
            <ol className="listening">
              {worth.data.map((call) => (
                <ListeningCard call={call} key={call.callId} query={query} />
              ))}
            </ol>
          </section>
          {figures.data && (
            <PeriodFigures
              figures={figures.data}
              hrefOf={(more) => callsHref({ from: filter.from, to: filter.to, ...more })}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface PeriodLineProperties {
  readonly filter: CallFilter;
  readonly before: { readonly from: string; readonly to: string } | null;
}

function PeriodLine({ filter: { from, to }, before }: PeriodLineProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (from === undefined || to === undefined || from > to) return null;
  const period = formats.period({ from, to });
  return (
    <Text c="dimmed" role="status">
      {before ? t('today.compared', { period, before: formats.period(before) }) : period}
    </Text>
  );
}
