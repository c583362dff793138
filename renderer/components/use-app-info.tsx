/** What the application says about itself, and names that come from it. */

import { useQuery } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '#core/domain/app-info.ts';
import { UNKNOWN_CATEGORY_NAME } from '#core/texts/labels.ts';
import { useCore } from '../rpc/core-context.tsx';

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
  const { t, i18n } = useTranslation();
  const info = useAppInfo();
  return useCallback(
    (id) => {
      const own = info?.categories.find((category) => category.id === id)?.name;
      const name = own ?? (id === 'unknown' ? UNKNOWN_CATEGORY_NAME : id);
      const key = `category.${id}`;
      return i18n.language !== 'ru' && i18n.exists(key, { fallbackLng: [] }) ? t(key as 'app.name') : name;
    },
    [t, i18n, info],
  );
}
