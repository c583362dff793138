/** Clock readings of a time zone as instants. */

import { dateFormat } from './date-formats.ts';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/u;

/**
 * @param local `YYYY-MM-DDTHH:mm[:ss]` as a clock in `timeZone` shows it
 * @returns milliseconds since 1970, or null for a reading that does not exist. One that the clocks jump over counts by
 * the offset before the jump; of one that happens twice the first is taken.
 */
export function instantOfLocal(local: string, timeZone: string): number | null {
  const match = LOCAL.exec(local);
  if (!match) return null;
  const [year, month, day, hour, minute, second = 0] = match.slice(1).map((text) => (text ? Number(text) : 0));
  const asUtc = Date.UTC(year!, month! - 1, day, hour, minute, second);
  // Date.UTC carries over: the 31st of April would become the 1st of May.
  if (!new Date(asUtc).toISOString().startsWith(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}`))
    return null;
  if (second > 59) return null;
  const first = asUtc - offsetAt(asUtc - 86_400_000, timeZone);
  if (first + offsetAt(first, timeZone) === asUtc) return first;
  const later = asUtc - offsetAt(asUtc + 86_400_000, timeZone);
  return later + offsetAt(later, timeZone) === asUtc ? later : first;
}

const READING = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instantMs: number, timeZone: string): number {
  const parts = dateFormat('en-US', { timeZone, ...READING }).formatToParts(instantMs);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(instantMs / 1000) * 1000;
}
