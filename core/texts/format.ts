/** Numbers, times and days as people read them; Russian unless another locale is named. */

import { dateFormat } from '#core/domain/date-formats.ts';
import { isWholeWeek } from '#core/domain/period.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** `3:07`, `1:02:09`: a place in a recording or its length. */
export function formatClock(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / SECOND_MS));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `48 ч 12 мин`, `7 мин`, `35 с`: how much time something took in all. */
export function formatTotalTime(durationMs: number): string {
  const seconds = Math.round(durationMs / SECOND_MS);
  if (seconds < 60) return `${seconds}\u00a0с`;
  const minutes = Math.round(durationMs / MINUTE_MS);
  if (minutes < 60) return `${minutes}\u00a0мин`;
  return `${formatNumber(Math.floor(minutes / 60))}\u00a0ч ${minutes % 60}\u00a0мин`;
}

/** `12 345` with non-breaking spaces. */
export function formatNumber(value: number, locale = 'ru'): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}

/** `37 %`, in English `37%`. */
export function formatPercent(percent: number, locale = 'ru'): string {
  return `${formatNumber(percent, locale)}${locale.startsWith('en') ? '' : '\u00a0'}%`;
}

/** A share in whole per cent, a dash where there is nothing to take a share of. */
export function formatShare(part: number, whole: number, locale = 'ru'): string {
  return whole > 0 ? formatPercent(Math.round((part / whole) * 100), locale) : '—';
}

/** The form of a noun that goes with a number: `['звонок', 'звонка', 'звонков']`. */
export function russianPlural(count: number, forms: readonly [one: string, few: string, many: string]): string {
  const rule = new Intl.PluralRules('ru').select(count);
  if (rule === 'one') return forms[0];
  return rule === 'few' ? forms[1] : forms[2];
}

/** Russian abbreviations of months are three to five letters long; three tell every month apart. */
const MONTH_LETTERS = 3;

const MOMENT = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

/** `20 ноя, 14:05` in `timeZone`. */
export function formatMoment(instant: string, timeZone: string, locale = 'ru'): string {
  const parts = dateFormat(locale, { timeZone, ...MOMENT }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((item) => item.type === type)?.value ?? '';
  return `${part('day')}\u00a0${part('month').slice(0, MONTH_LETTERS)}, ${part('hour')}:${part('minute')}`;
}

/** `1–30 ноября 2026 г.`, `28 окт. – 3 нояб. 2026 г.` for days `YYYY-MM-DD`. */
export function formatPeriod(period: { readonly from: string; readonly to: string }, locale = 'ru'): string {
  const day = (text: string): Date => new Date(`${text}T12:00:00Z`);
  const options = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return dateFormat(locale, options)
    .formatRange(day(period.from), day(period.to))
    .replace(/\s?г\.$/, '');
}

/** The days of a week; one that its period cuts off says so: «19–22 ноября 2026 (неполная)». */
export function formatWeek(week: { readonly from: string; readonly to: string }): string {
  return isWholeWeek(week) ? formatPeriod(week) : `${formatPeriod(week)} (неполная)`;
}

/** `+7 900 000-01-02` for a Russian number written without gaps; anything else as it is. */
export function formatPhone(phone: string): string {
  return phone.replace(/^\+?[78](\d{3})(\d{3})(\d{2})(\d{2})$/, '+7\u00a0$1\u00a0$2-$3-$4');
}
