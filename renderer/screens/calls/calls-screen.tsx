/** The list of calls with its filters. */

import { Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { goTo, toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { hasFilters, readView, toCallFilter, writeView } from './call-filters.ts';
import type { CallsView } from './call-filters.ts';
import { CallsTable } from './calls-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useCallRows } from './use-call-rows.ts';

export function CallsScreen({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTranslation();
  const timeZone = useTimeZone();
  const view = useMemo(() => readView(query), [query]);
  const filter = useMemo(() => toCallFilter(view, timeZone, new Date()), [view, timeZone]);
  const rows = useCallRows({ filter, order: view.order, descending: view.descending });
  const change = (changed: Partial<CallsView>, replace = false): void =>
    goTo(toHash(['calls'], writeView({ ...view, ...changed })), replace);

  return (
    <div className="screen screen-fixed">
      <header className="screen-head">
        <Title order={1}>{t('screens.calls')}</Title>
        <Summary filter={filter} />
      </header>
      <FilterBar change={change} view={view} />
      {rows.error ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <EmptyState
          hint={t(hasFilters(view) ? 'calls.noneHint' : 'calls.emptyHint')}
          title={t(hasFilters(view) ? 'calls.none' : 'calls.empty')}
        />
      ) : (
        <CallsTable change={change} rows={rows} view={view} />
      )}
    </div>
  );
}

/** How many calls the filters leave, and what the analysis says about them. */
function Summary({ filter }: { readonly filter: ReturnType<typeof toCallFilter> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const core = useCore();
  const { data } = useQuery({ ...core.calls.totals.queryOptions(filter), placeholderData: keepPreviousData });
  if (!data) return null;
  return (
    <Text c="dimmed" role="status">
      <b className="found">{t('calls.found', { count: data.calls })}</b>
      {data.analysed > 0 && (
        <>
          {' · '}
          {t('calls.summary', {
            share: formatShare(data.callsWithObjections, data.analysed),
            handled: formatShare(data.handled, data.objections),
            time: formats.totalTime(data.talkMs),
          })}
        </>
      )}
    </Text>
  );
}
