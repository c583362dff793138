/** Which calls are chosen for an action on all of them. */

import { useCallback, useEffect, useRef, useState } from 'react';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Turns one row round; with `isRange` everything from the row before to it becomes as it. Always the same function. */
  readonly toggle: (index: number, isRange: boolean) => void;
  readonly set: (ids: Iterable<string>) => void;
}

/** @param idAt undefined for a row that has not been fetched @param scope a change of it ends the selection */
export function useSelection(idAt: (index: number) => string | undefined, scope: string): Selection {
  const [chosen, setChosen] = useState<{ scope: string; ids: ReadonlySet<string> }>({ scope, ids: NONE });
  const lastIndex = useRef(0);
  const ids = chosen.scope === scope ? chosen.ids : NONE;
  const set = useCallback((next: Iterable<string>) => setChosen({ scope, ids: new Set(next) }), [scope]);
  // Rows are given one function that never changes: another one would draw all of them anew.
  const latest = useRef({ ids, idAt, set });
  useEffect(() => {
    latest.current = { ids, idAt, set };
  });
  const toggle = useCallback((index: number, isRange: boolean) => {
    const now = latest.current;
    const id = now.idAt(index);
    if (id === undefined) return;
    const next = new Set(now.ids);
    const isWanted = !now.ids.has(id);
    const first = isRange ? Math.min(lastIndex.current, index) : index;
    const last = isRange ? Math.max(lastIndex.current, index) : index;
    for (let at = first; at <= last; at++) {
      const each = now.idAt(at);
      if (each === undefined) continue;
      if (isWanted) next.add(each);
      else next.delete(each);
    }
    lastIndex.current = index;
    now.set(next);
  }, []);
  return { ids, toggle, set };
}

const NONE: ReadonlySet<string> = new Set();
