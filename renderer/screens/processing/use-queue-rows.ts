/** Rows of the queue by their number: pages are fetched where somebody looks. */

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { QueuedCall, QueuePart } from '#core/domain/queue.ts';
import { useCore } from '../../rpc/core-context.tsx';

const PAGE_ROWS = 100;

export interface QueueRows {
  /** Undefined until the first page has come. */
  readonly total: number | undefined;
  readonly durationMs: number;
  /** Undefined while the row's page is on its way. */
  readonly rowAt: (index: number) => QueuedCall | undefined;
  /** Says which rows are looked at, both ends included. */
  readonly look: (first: number, last: number) => void;
  readonly error: unknown;
  readonly retry: () => void;
}

export function useQueueRows(part: QueuePart): QueueRows {
  const core = useCore();
  const [pages, setPages] = useState({ first: 0, last: 0 });
  // Rows move while the work goes on: the former ones stay in sight until the new ones have come.
  const pageQuery = (page: number) => ({
    ...core.queue.page.queryOptions({ part, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
    placeholderData: keepPreviousData,
  });
  const head = useQuery(pageQuery(0));
  const numbers = Array.from({ length: pages.last - pages.first + 1 }, (_unused, index) => pages.first + index);
  const results = useQueries({ queries: numbers.map(pageQuery) });
  const look = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE_ROWS), last: Math.floor(last / PAGE_ROWS) };
    setPages((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  return {
    total: head.data?.total,
    durationMs: head.data?.durationMs ?? 0,
    rowAt(index) {
      const page = Math.floor(index / PAGE_ROWS);
      const data = page === 0 ? head.data : results[page - pages.first]?.data;
      return data?.calls[index % PAGE_ROWS];
    },
    look,
    error: head.error,
    retry: () => void head.refetch(),
  };
}
