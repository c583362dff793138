/** Managers: their figures in a table that sorts, and a few of them side by side. */

import { Loader, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManagerFigures } from '#core/domain/figures.ts';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { useFilters } from '../../components/filters/use-filters.ts';
import type { Filters } from '../../components/filters/use-filters.ts';
import { Icon } from '../../components/icons.tsx';
import { ScoredBy } from '../../components/scored-by.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import { Comparison } from './comparison.tsx';
import { HandlingSparkline } from './handling-sparkline.tsx';
import { ManagerName } from './manager-name.tsx';
import { Playlist } from './playlist.tsx';
import { MEASURES, sortManagers } from './measures.ts';
import type { ManagerOrder } from './measures.ts';
import { useMeasureText } from './use-measure-text.ts';

/** More do not fit side by side. */
const MOST_COMPARED = 4;

export function ManagersScreen({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTranslation();
  const core = useCore();
  const { view, filter, change, callsHref } = useFilters('managers', query);
  const { data, error, refetch } = useQuery({
    ...core.analytics.managers.queryOptions(filter),
    placeholderData: keepPreviousData,
  });
  const [compared, setCompared] = useState<readonly string[]>([]);
  const toggle = (agentId: string): void =>
    setCompared((ids) => (ids.includes(agentId) ? ids.filter((id) => id !== agentId) : [...ids, agentId]));
  const [listened, setListened] = useState<{ readonly agentId: string; readonly name: string } | null>(null);
  const chosen = data?.filter(({ agentId }) => agentId !== null && compared.includes(agentId)) ?? [];
  return (
    <div className="screen">
      <header className="screen-head">
        <Title order={1}>{t('screens.managers')}</Title>
        <Text c="dimmed">{t('managers.hint')}</Text>
        <ScoredBy />
      </header>
      <FilterBar
        change={change}
        fields={['objection', 'sentiment', 'topic', 'direction', 'department', 'outcome']}
        view={view}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader className="loader" />}
      {chosen.length > 1 && <Comparison managers={chosen} onClear={() => setCompared([])} />}
      {data?.length === 0 && <EmptyState hint={t('managers.noneHint')} title={t('managers.none')} />}
      {data && data.length > 0 && (
        <ManagersTable
          callsHref={callsHref}
          compared={compared}
          managers={data}
          onCompare={toggle}
          onListen={setListened}
        />
      )}
      {listened && (
        <Playlist
          filter={{ ...filter, agentId: listened.agentId }}
          name={listened.name}
          onClose={() => setListened(null)}
        />
      )}
    </div>
  );
}

interface ManagersTableProperties {
  readonly managers: readonly ManagerFigures[];
  readonly callsHref: Filters['callsHref'];
  readonly compared: readonly string[];
  readonly onCompare: (agentId: string) => void;
  readonly onListen: (manager: { readonly agentId: string; readonly name: string }) => void;
}

function ManagersTable({ managers, callsHref, compared, onCompare, onListen }: ManagersTableProperties) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<ManagerOrder>({ measure: 'calls', descending: true });
  const measureText = useMeasureText();
  const heading = (measure: ManagerOrder['measure'], name: string) => {
    const isSorted = order.measure === measure;
    const descending = isSorted ? !order.descending : measure !== 'name';
    return (
      <th aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'} key={measure} scope="col">
        <button onClick={() => setOrder({ measure, descending })} type="button">
          {name}
          {isSorted && <Icon name={order.descending ? 'down' : 'up'} size={14} />}
        </button>
      </th>
    );
  };
  return (
    <div className="card table-scroll">
      <table aria-label={t('managers.table')} className="figures-table managers-table">
        <thead>
          <tr>
            {heading('name', t('calls.agent'))}
            {MEASURES.map(({ id }) => heading(id, t(`managers.${id}`)))}
          </tr>
        </thead>
        <tbody>
          {sortManagers(managers, order).map((manager) => (
            <tr key={manager.agentId ?? ''}>
              <th scope="row">
                <ManagerName
                  callsHref={callsHref}
                  isCompared={manager.agentId !== null && compared.includes(manager.agentId)}
                  isFull={compared.length >= MOST_COMPARED}
                  manager={manager}
                  onCompare={onCompare}
                  onListen={onListen}
                />
              </th>
              {MEASURES.map((measure) => (
                <td className="number" key={measure.id}>
                  {measure.id === 'handled' && <HandlingSparkline weeks={manager.weeks} />}
                  {measureText(measure, manager)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
