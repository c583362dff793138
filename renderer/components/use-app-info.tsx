/** What the application says about itself, and names that come from it. */

import { useQuery } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { ReactNode } from 'react';
import type { AppInfo } from '#core/domain/app-info.ts';
import { UNKNOWN_CATEGORY_NAME } from '#core/texts/labels.ts';
import { useCore } from '../rpc/core-context.tsx';
import { useDataName } from './use-data-name.ts';

const AppInfoContext = createContext<AppInfo | undefined>(undefined);

/** Asks once for everybody: a row of the list would pay for a query of its own each time it comes into sight. */
export function AppInfoProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(useCore().appInfo.get.queryOptions());
  return <AppInfoContext value={data}>{children}</AppInfoContext>;
}

/** Undefined until the core has answered. */
export function useAppInfo(): AppInfo | undefined {
  return useContext(AppInfoContext);
}

export function useTimeZone(): string {
  return useAppInfo()?.timeZone ?? 'UTC';
}

/** The name of a category: a translation where the language has one, else as the user wrote it. */
export function useCategoryName(): (id: string) => string {
  const dataName = useDataName();
  const info = useAppInfo();
  return useCallback(
    (id) => {
      const own = info?.categories.find((category) => category.id === id)?.name;
      return dataName(`category.${id}`, own ?? (id === 'unknown' ? UNKNOWN_CATEGORY_NAME : id));
    },
    [dataName, info],
  );
}
