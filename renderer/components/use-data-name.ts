/** Names that are part of the data are Russian; where the screens speak another language, built-in ones are translated. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** @returns takes the key of a translation and the name in the data; gives the one that fits the language */
export function useDataName(): (key: string, name: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (key, name) => (i18n.language !== 'ru' && i18n.exists(key, { fallbackLng: [] }) ? t(key as 'app.name') : name),
    [t, i18n],
  );
}
