/** Numbers and times in the language of the screens. */

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatNumber, formatPeriod } from '#core/texts/format.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export interface Formats {
  number(value: number): string;
  /** `48 h 12 min` */
  totalTime(durationMs: number): string;
  moment(instant: string, timeZone: string): string;
  period(period: { readonly from: string; readonly to: string }): string;
}

export function useFormats(): Formats {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const unit = (value: number, name: 'hour' | 'minute' | 'second'): string =>
      new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
    return {
      number: (value) => formatNumber(value, language),
      totalTime: (durationMs) => {
        if (durationMs < MINUTE_MS) return unit(Math.round(durationMs / 1000), 'second');
        const hours = Math.floor(durationMs / HOUR_MS);
        const minutes = unit(Math.round((durationMs % HOUR_MS) / MINUTE_MS), 'minute');
        return hours > 0 ? `${unit(hours, 'hour')} ${minutes}` : minutes;
      },
      moment: (instant, timeZone) => formatMoment(instant, timeZone, language),
      period: (period) => formatPeriod(period, language),
    };
  }, [language]);
}
