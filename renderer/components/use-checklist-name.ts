/** Names within a checklist: those of the built-in one are translated, those of an own one are the user's. */

import { useCallback } from 'react';
import { useDataName } from './use-data-name.ts';

/** As in `core/scorecards/builtin.ts`. */
export const BUILTIN_CHECKLIST_ID = 'builtin-sales';

type NameOf = (kind: 'stage' | 'criterion', item: { readonly id: string; readonly name: string }) => string;

/** @param id of the checklist */
export function useChecklistName(id: string | null): NameOf {
  const dataName = useDataName();
  return useCallback(
    (kind, item) =>
      id === BUILTIN_CHECKLIST_ID ? dataName(`checklistNames.${kind}.${item.id}`, item.name) : item.name,
    [dataName, id],
  );
}

/** The name of a checklist itself. */
export function useChecklistTitle(): (checklist: { readonly id: string; readonly name: string }) => string {
  const dataName = useDataName();
  return useCallback(
    ({ id, name }) => (id === BUILTIN_CHECKLIST_ID ? dataName('checklistNames.title', name) : name),
    [dataName],
  );
}
