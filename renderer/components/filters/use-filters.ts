/** The filters of a screen: read from its address, changed in it, and carried over to the calls behind a figure. */

import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { CallFilter } from '#core/domain/call-list.ts';
import { goTo, toHash } from '../../routing.ts';
import { useTimeZone } from '../use-app-info.tsx';
import { readView, sharedQuery, toCallFilter, writeView } from './call-filters.ts';
import type { CallsView, ViewFilter } from './call-filters.ts';

export interface Filters {
  readonly view: CallsView;
  /** What to ask the core with. */
  readonly filter: CallFilter;
  /** @param replace true for a change that is no step of its own, such as a letter more in a search */
  readonly change: (changed: Partial<CallsView>, replace?: boolean) => void;
  /** The address of the calls that meet these filters and `more`. */
  readonly callsHref: (more?: ViewFilter & Pick<CallFilter, 'from' | 'to'>) => string;
}

export function useFilters(screen: string, query: URLSearchParams): Filters {
  const timeZone = useTimeZone();
  const view = useMemo(() => readView(query), [query]);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  // Always the same function: fields that get it are drawn again only where their own value changes.
  const change: Filters['change'] = useCallback(
    (changed, replace = false) => goTo(toHash([screen], writeView({ ...latest.current, ...changed })), replace),
    [screen],
  );
  return useMemo(
    () => ({
      view,
      change,
      filter: toCallFilter(view, timeZone, new Date()),
      callsHref: ({ from, to, ...more } = {}) => {
        const days = from === undefined && to === undefined ? {} : ({ period: 'custom', from, to } as const);
        return toHash(['calls'], sharedQuery({ ...view, ...days, filter: { ...view.filter, ...more } }));
      },
    }),
    [view, change, timeZone],
  );
}
