/** What clients object to, how it goes week by week, and who handles what. */

import { Loader, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { useFilters } from '../../components/filters/use-filters.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import { CategoryBars } from './category-bars.tsx';
import { DealOutcomes } from './deal-outcomes.tsx';
import { HandlingMatrix } from './handling-matrix.tsx';
import { WeekTrend } from './week-trend.tsx';

export function ObjectionsScreen({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTranslation();
  const core = useCore();
  const { view, filter, change, callsHref } = useFilters('objections', query);
  const { data, error, refetch } = useQuery({
    ...core.analytics.objections.queryOptions(filter),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="screen">
      <header className="screen-head">
        <Title order={1}>{t('screens.objections')}</Title>
        {data && (
          <Text c="dimmed" role="status">
            {t('calls.found', { count: data.callsWithObjections })}
          </Text>
        )}
      </header>
      <FilterBar
        change={change}
        fields={['agentId', 'sentiment', 'topic', 'direction', 'department', 'outcome']}
        view={view}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader className="loader" />}
      {data?.categories.length === 0 && <EmptyState hint={t('objections.noneHint')} title={t('objections.none')} />}
      {data && data.categories.length > 0 && (
        <>
          <div className="objections-columns">
            <Part hint={t('objections.sharesHint')} title={t('objections.shares')}>
              <CategoryBars callsHref={callsHref} figures={data} />
            </Part>
            <Part hint={t('objections.trendHint')} title={t('objections.trend')}>
              <WeekTrend callsHref={callsHref} figures={data} />
            </Part>
          </div>
          <Part hint={t('objections.matrixHint')} title={t('objections.matrix')}>
            <HandlingMatrix callsHref={callsHref} figures={data} />
          </Part>
          {data.outcomes.length > 0 && (
            <Part hint={t('objections.dealsHint')} title={t('objections.deals')}>
              <DealOutcomes callsHref={callsHref} outcomes={data.outcomes} />
            </Part>
          )}
        </>
      )}
    </div>
  );
}

interface PartProperties {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Part({ title, hint, children }: PartProperties) {
  return (
    <section aria-label={title} className="card part">
      <h2>{title}</h2>
      <p className="dimmed part-hint">{hint}</p>
      {children}
    </section>
  );
}
