/** Sizes of files in words. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1_000;

/** @returns `1,2 ГБ` for a number of bytes */
export function useSizeText(): (bytes: number) => string {
  const { language } = useTranslation().i18n;
  return useCallback(
    (bytes) => {
      const power = bytes < STEP ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(STEP)));
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: UNITS[power]!,
        maximumFractionDigits: power < 2 ? 0 : 1,
      }).format(bytes / STEP ** power);
    },
    [language],
  );
}
