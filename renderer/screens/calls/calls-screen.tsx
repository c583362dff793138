/** The list of calls with its filters. */

import { Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatShare } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import type { CallFilter } from '#core/domain/call-list.ts';
import { hasFilters } from '../../components/filters/call-filters.ts';
import { useFilters } from '../../components/filters/use-filters.ts';
import { CallsTable } from './calls-table.tsx';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { useCallRows } from './use-call-rows.ts';

export function CallsScreen({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTranslation();
  const { view, filter, change } = useFilters('calls', query);
  const rows = useCallRows({ filter, order: view.order, descending: view.descending });

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
function Summary({ filter }: { readonly filter: CallFilter }) {
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
