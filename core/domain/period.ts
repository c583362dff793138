/** Days of a person's calendar as instants. */

import { dateFormat } from './date-formats.ts';
import { offsetAt } from './local-time.ts';

/** `YYYY-MM-DD` of an instant in a time zone. */
export function dayOf(instantMs: number, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instantMs);
}

/** The day `days` after (or, negative, before) `day`, both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days after `from` the day `to` comes; both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The weeks, Monday to Sunday, that a period touches; the first and the last are cut to it. */
export function weeksOf({ from, to }: { readonly from: string; readonly to: string }): { from: string; to: string }[] {
  const weeks: { from: string; to: string }[] = [];
  for (let start = from; start <= to;) {
    const daysToSunday = (7 - new Date(`${start}T00:00:00Z`).getUTCDay()) % 7;
    const sunday = addDays(start, daysToSunday);
    weeks.push({ from: start, to: sunday < to ? sunday : to });
    start = addDays(sunday, 1);
  }
  return weeks;
}

/** The Monday of a day's week, the one name of that week: a week cut by the period has it too. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** True for all seven days; a week of `weeksOf` that the period cuts off has fewer. */
export function isWholeWeek({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return daysBetween(from, to) === 6;
}

/** True for an existing day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The instant at which a day begins in a time zone, milliseconds since 1970. Where midnight does not exist because the
 * clocks jump over it, the first instant after the jump.
 */
export function startOfDay(day: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  // The offset at the answer may differ from the offset at the guess when the clocks change near midnight.
  const first = asUtc - offsetAt(asUtc, timeZone);
  const second = asUtc - offsetAt(first, timeZone);
  return dayOf(second, timeZone) === day ? second : first;
}

/** First and last day, both included, as instants in UTC: `fromUtc` inclusive, `toUtc` exclusive. */
export function periodInUtc(
  { from, to }: { readonly from: string; readonly to: string },
  timeZone: string,
): { readonly fromUtc: string; readonly toUtc: string } {
  return {
    fromUtc: new Date(startOfDay(from, timeZone)).toISOString(),
    toUtc: new Date(startOfDay(addDays(to, 1), timeZone)).toISOString(),
  };
}
