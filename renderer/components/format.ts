/** Numbers and times in the language of the screens. */

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatNumber, formatPercent, formatPeriod, formatShare } from '#core/texts/format.ts';

const MINUTE_MS = 60_000;

export interface Formats {
  number(value: number): string;
  percent(value: number): string;
  /** A part of the whole in per cent; a dash where the whole is nothing. */
  share(part: number, whole: number): string;
  /** `48 h 12 min` */
  totalTime(durationMs: number): string;
  moment(instant: string, timeZone: string): string;
  /** `5 окт.` for `YYYY-MM-DD`. */
  day(day: string): string;
  period(period: { readonly from: string; readonly to: string }): string;
}

export function useFormats(): Formats {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    // Made when first wanted: making a format takes a hundred times longer than using it.
    const units = new Map<string, Intl.NumberFormat>();
    const unit = (value: number, name: 'hour' | 'minute' | 'second'): string => {
      const format =
        units.get(name) ?? new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' });
      units.set(name, format);
      return format.format(value);
    };
    return {
      number: (value) => formatNumber(value, language),
      percent: (value) => formatPercent(value, language),
      share: (part, whole) => formatShare(part, whole, language),
      totalTime: (durationMs) => {
        const seconds = Math.round(durationMs / 1000);
        if (seconds < 60) return unit(seconds, 'second');
        const minutes = Math.round(durationMs / MINUTE_MS);
        if (minutes < 60) return unit(minutes, 'minute');
        return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`;
      },
      moment: (instant, timeZone) => formatMoment(instant, timeZone, language),
      day: (day) =>
        new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
          new Date(`${day}T12:00:00Z`),
        ),
      period: (period) => formatPeriod(period, language),
    };
  }, [language]);
}
