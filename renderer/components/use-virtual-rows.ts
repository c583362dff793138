/** Rows of a long list: only those in sight exist, so a hundred thousand scroll like fifty. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';

const ROWS_BEYOND_SIGHT = 6;

export interface LongList {
  /** Undefined until it is known. */
  readonly total: number | undefined;
  /** Told which rows are looked at, both ends included. */
  readonly look: (first: number, last: number) => void;
}

/** @returns `scroller` for the element that scrolls, `items` with the index and place of each row in sight */
export function useVirtualRows({ total, look }: LongList, rowHeightPx: number) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser is meant to be read while rendering
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: ROWS_BEYOND_SIGHT,
  });
  const knownHeightPx = useRef(rowHeightPx);
  // It keeps the places of rows until it is told that they have another height.
  useLayoutEffect(() => {
    if (knownHeightPx.current === rowHeightPx) return;
    knownHeightPx.current = rowHeightPx;
    virtualizer.measure();
  }, [virtualizer, rowHeightPx]);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => look(first, last), [look, first, last]);
  return {
    scroller,
    items,
    heightPx: virtualizer.getTotalSize(),
    scrollTo: (index: number): void => virtualizer.scrollToIndex(index),
  };
}
