/** The list of calls with its filters. */

import { Button, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocalStorage } from '@mantine/hooks';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../components/format.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { toHash } from '../../routing.ts';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';
import type { CallFilter } from '#core/domain/call-list.ts';
import { hasFilters, readView } from '../../components/filters/call-filters.ts';
import { useFilters } from '../../components/filters/use-filters.ts';
import { CallsTable } from './calls-table.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { defaultColumns } from './columns.tsx';
import type { ColumnId } from './columns.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { useCallRows } from './use-call-rows.ts';

export function CallsScreen({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTranslation();
  const { view, filter, change } = useFilters('calls', query);
  const rows = useCallRows({ filter, order: view.order, descending: view.descending });
  const [columns, setColumns] = useLocalStorage<readonly ColumnId[]>({
    key: 'calls-columns',
    defaultValue: defaultColumns(),
  });
  const { rowAt } = rows;
  const idAt = useCallback((index: number) => rowAt(index)?.id, [rowAt]);
  const selection = useSelection(idAt, JSON.stringify(filter));
  const client = useCoreClient();
  const selectAll = (): void => void client.calls.ids.query(filter).then(selection.set);

  return (
    <div className="screen screen-fixed">
      <header className="screen-head">
        <Title order={1}>{t('screens.calls')}</Title>
        <Summary filter={filter} />
        <span className="head-tools">
          <ColumnMenu columns={columns} onChange={setColumns} />
        </span>
      </header>
      {selection.ids.size > 0 ? <SelectionBar selection={selection} /> : <FilterBar change={change} view={view} />}
      {rows.error ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoCalls onReset={hasFilters(view) ? () => change(readView(new URLSearchParams())) : null} />
      ) : (
        <CallsTable
          change={change}
          columns={columns}
          onSelectAll={selectAll}
          rows={rows}
          selection={selection}
          view={view}
        />
      )}
    </div>
  );
}

/** @param onReset null where no filter is on: then there are no calls at all */
function NoCalls({ onReset }: { readonly onReset: (() => void) | null }) {
  const { t } = useTranslation();
  if (onReset === null) {
    const action = (
      <Button component="a" href={toHash(['welcome'])} mt="xs">
        {t('calls.emptyAction')}
      </Button>
    );
    return <EmptyState action={action} hint={t('calls.emptyHint')} title={t('calls.empty')} />;
  }
  const action = (
    <Button mt="xs" onClick={onReset} variant="default">
      {t('calls.resetAll')}
    </Button>
  );
  return <EmptyState action={action} hint={t('calls.noneHint')} title={t('calls.none')} />;
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
            share: formats.share(data.callsWithObjections, data.analysed),
            handled: formats.share(data.handled, data.judged),
            time: formats.totalTime(data.talkMs),
          })}
        </>
      )}
    </Text>
  );
}
