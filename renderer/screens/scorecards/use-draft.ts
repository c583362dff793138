/** The draft that is being edited. What is not saved stays for as long as the program runs, wherever one goes meanwhile. */

import { useEffect, useRef, useState } from 'react';
import { weightOf, type ScorecardDraft } from '#core/domain/scorecard-editing.ts';

const kept = new Map<string, ScorecardDraft>();

export type Change = (draft: ScorecardDraft) => ScorecardDraft;

export interface DraftState {
  readonly draft: ScorecardDraft;
  readonly isChanged: boolean;
  readonly weight: number;
  /** Grows when the draft was replaced as a whole: fields that keep what is typed begin anew. */
  readonly generation: number;
  /** @param focus id of the element that has the focus after it; what had it keeps it otherwise */
  change(change: Change, focus?: string): void;
  /** Takes something away that can be put back until the next change. */
  remove(name: string, change: Change): void;
  /** Name of what was taken away last. */
  readonly removed: string | null;
  putBack(): void;
  reset(): void;
  /** What is shown now is saved. */
  forget(): void;
}

/** @param place of the draft in the address */
export function useDraft(place: string, initial: ScorecardDraft): DraftState {
  const [draft, setDraft] = useState(() => kept.get(place) ?? initial);
  const [generation, setGeneration] = useState(0);
  const [removed, setRemoved] = useState<{ readonly name: string; readonly before: ScorecardDraft } | null>(null);
  const focus = useRef<string | null>(null);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  // Elements that move to another place lose the focus.
  useEffect(() => {
    const wanted = focus.current;
    focus.current = null;
    if (wanted !== null && document.activeElement?.id !== wanted) document.getElementById(wanted)?.focus();
  }, [draft]);
  const put = (next: ScorecardDraft): void => {
    kept.set(place, next);
    setDraft(next);
  };
  const replace = (next: ScorecardDraft): void => {
    setRemoved(null);
    setGeneration((known) => known + 1);
    put(next);
  };
  return {
    ...{ draft, isChanged, generation, weight: weightOf(draft), removed: removed?.name ?? null },
    change(change, wanted) {
      focus.current = wanted ?? (document.activeElement?.id || null);
      setRemoved(null);
      put(change(draft));
    },
    remove(name, change) {
      setRemoved({ name, before: draft });
      put(change(draft));
    },
    putBack() {
      if (removed) replace(removed.before);
    },
    reset() {
      replace(initial);
      kept.delete(place);
    },
    forget: () => void kept.delete(place),
  };
}
