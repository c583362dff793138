/** Categories to choose from: those that are on, and «outside all categories». */

import { useMemo } from 'react';
import { useAppInfo, useCategoryName } from '../../components/use-app-info.tsx';

const UNKNOWN_ID = 'unknown';

/** @param also an id that stays in the list though its category is switched off */
export function useCategoryChoice(also: string | null = null): { value: string; label: string }[] {
  const info = useAppInfo();
  const name = useCategoryName();
  return useMemo(() => {
    const on = (info?.categories ?? []).filter(({ id, isEnabled }) => isEnabled || id === also).map(({ id }) => id);
    return [...new Set([...on, UNKNOWN_ID])].map((id) => ({ value: id, label: name(id) }));
  }, [info, name, also]);
}
