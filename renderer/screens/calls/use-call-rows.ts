/** Rows of the list by their number: pages are fetched where somebody looks. */

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CallFragment, CallQuery, ListedCall } from '#core/domain/call-list.ts';
import { useCore } from '../../rpc/core-context.tsx';

const PAGE_ROWS = 100;

export interface CallRows {
  /** Undefined until the first page has come. */
  readonly total: number | undefined;
  /** Undefined while the row's page is on its way. */
  readonly rowAt: (index: number) => ListedCall | undefined;
  /** What was said that the row was found by. */
  readonly fragmentAt: (index: number) => CallFragment | undefined;
  /** True where rows were found by what was said. */
  readonly hasFragments: boolean;
  /** Says which rows are looked at, both ends included. */
  readonly look: (first: number, last: number) => void;
  /** True while the rows are still those of the question before. */
  readonly isStale: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

export function useCallRows(query: Omit<CallQuery, 'offset' | 'limit'>): CallRows {
  const core = useCore();
  const [pages, setPages] = useState({ first: 0, last: 0 });
  const pageQuery = (page: number) =>
    core.calls.list.queryOptions({ ...query, offset: page * PAGE_ROWS, limit: PAGE_ROWS });

  // The first page also tells the total; while filters change, the old total keeps the list from jumping.
  const head = useQuery({ ...pageQuery(0), placeholderData: keepPreviousData });
  const numbers = Array.from({ length: pages.last - pages.first + 1 }, (_unused, index) => pages.first + index);
  const results = useQueries({ queries: numbers.map(pageQuery) });

  const look = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE_ROWS), last: Math.floor(last / PAGE_ROWS) };
    setPages((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  const pageOf = (index: number) => {
    const page = Math.floor(index / PAGE_ROWS);
    return page === 0 ? head.data : results[page - pages.first]?.data;
  };
  const rowAt = (index: number): ListedCall | undefined => pageOf(index)?.calls[index % PAGE_ROWS];
  const fragmentAt = (index: number): CallFragment | undefined => pageOf(index)?.fragments[rowAt(index)?.id ?? ''];
  return {
    total: head.data?.total,
    rowAt,
    fragmentAt,
    hasFragments: Object.keys(head.data?.fragments ?? {}).length > 0,
    look,
    isStale: head.isPlaceholderData,
    error: head.error,
    retry: () => void head.refetch(),
  };
}
