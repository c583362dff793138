/** The calls before and after one in the list that it was opened from. */

import { useQuery } from '@tanstack/react-query';
import { useFilters } from '../../components/filters/use-filters.ts';
import { useCore } from '../../rpc/core-context.tsx';

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
}

/** As many as the list is likely to be walked through; in the usual order all of them are known. */
const MOST = 500;

export function useNeighbours(callId: string, query: URLSearchParams): Neighbours {
  const core = useCore();
  const { view, filter } = useFilters('calls', query);
  const { order, descending } = view;
  const isUsual = order === 'startedAt' && descending;
  const ids = useQuery({ ...core.calls.ids.queryOptions(filter), enabled: isUsual });
  const page = useQuery({
    ...core.calls.list.queryOptions({ filter, order, descending, offset: 0, limit: MOST }),
    enabled: !isUsual,
  });
  const list = isUsual ? ids.data : page.data?.calls.map(({ id }) => id);
  const at = list?.indexOf(callId) ?? -1;
  if (!list || at < 0) return { previous: null, next: null };
  return { previous: list[at - 1] ?? null, next: list[at + 1] ?? null };
}
