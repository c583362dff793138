/** A spoken time to a calendar day and an hour, seen from the day of the call. */

import { MONTH_DAY, monthDayOf, NUMBER, numberOf } from './numbers.ts';
import { MONTH_STEMS, WEEKDAY_STEMS } from './time-expression.ts';

/** Where a time expression points; null for what it does not say. */
export interface ResolvedTime {
  /** `YYYY-MM-DD` in the calendar of the call. */
  readonly date: string | null;
  /** `HH:MM`. */
  readonly time: string | null;
}

const DAY_MS = 86_400_000;

/** What «в три» means: a working day is 8 to 19, so one to seven without a part of the day are the afternoon's. */
const AFTERNOON_UNTIL = 7;

const match = (pattern: string, text: string): RegExpExecArray | null =>
  new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'u').exec(text);

const toDay = (date: Date): string => date.toISOString().slice(0, 10);

function monthNumber(text: string): number {
  return MONTH_STEMS.findIndex((stem) => match(`${stem}[а-я]{0,2}`, text) !== null);
}

/** The next day of the calendar with that number, in `month` (0-based) where it is said. */
function dayInMonth(day: number, month: number, from: Date): string | null {
  for (let ahead = 0; ahead < 13; ahead++) {
    const date = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + ahead, day));
    if (date.getUTCDate() !== day || (month >= 0 && date.getUTCMonth() !== month)) continue;
    if (date.getTime() >= from.getTime()) return toDay(date);
  }
  return null;
}

function nextWeekday(weekday: number, text: string, from: Date): string {
  const ahead = (weekday - from.getUTCDay() + 7) % 7 || 7;
  // «На следующей неделе в среду» is the week that begins with the coming Monday.
  const isNextWeek = /следующ[а-я]* недел|той недел/u.test(text);
  const toMonday = (8 - from.getUTCDay()) % 7 || 7;
  const days = isNextWeek ? toMonday + ((weekday + 6) % 7) : ahead;
  return toDay(new Date(from.getTime() + days * DAY_MS));
}

function daysAhead(text: string): number | null {
  const spoken = match(`через\\s+(?:(${NUMBER}|пар[уы])\\s+)?(дн(?:я|ей)|день|денек|недел[а-я]*)`, text);
  if (!spoken) return null;
  const count = spoken[1] === undefined ? 1 : spoken[1].startsWith('пар') ? 2 : numberOf(spoken[1]);
  return count === null ? null : count * (spoken[2]!.startsWith('недел') ? 7 : 1);
}

function dateOf(text: string, from: Date): string | null {
  const shifted = (days: number): string => toDay(new Date(from.getTime() + days * DAY_MS));
  if (match('послезавтра', text)) return shifted(2);
  if (match('завтра', text)) return shifted(1);
  if (match('сегодня|сейчас|щас|через\\s+(?:[а-я]+\\s+)?(?:минут[а-я]*|час[а-я]*|полчас[а-я]*)', text))
    return shifted(0);
  const days = daysAhead(text);
  if (days !== null) return shifted(days);
  const weekday = WEEKDAY_STEMS.findIndex((stem) => match(`${stem}[а-я]{0,3}`, text) !== null);
  if (weekday >= 0) return nextWeekday(weekday, text, from);
  const month = monthNumber(text);
  const named = match(MONTH_DAY, text)?.[0] ?? (month >= 0 ? match('\\d{1,2}', text)?.[0] : undefined);
  const numbered = named ?? match('(\\d{1,2})\\s+числа', text)?.[1];
  if (numbered === undefined) return null;
  const day = /^\d+$/u.test(numbered) ? Number(numbered) : monthDayOf(numbered);
  return day === null ? null : dayInMonth(day, month, from);
}

function clockOf(text: string): string | null {
  if (match('(?:в|к|до|на)\\s+(?:полдень|полудню|полудня)', text)) return '12:00';
  const withoutDays = text
    .replaceAll(new RegExp(`через\\s+(?:${NUMBER}\\s+)?[а-я]+`, 'gu'), ' ')
    .replaceAll(new RegExp(`${MONTH_DAY}|\\d{1,2}\\s+(?:числа|${MONTH_STEMS.join('|')})[а-я]*`, 'gu'), ' ');
  const spoken = match(
    `(?:в|во|на|к|ко|до|с|после|часов|около)\\s+(?:часам\\s+к\\s+)?(${NUMBER})(?:(?:[:.]|\\s+)(\\d{2}|ноль\\s+ноль|${NUMBER}))?`,
    withoutDays,
  );
  if (!spoken) return null;
  const hour = numberOf(spoken[1]!);
  const minute = spoken[2] === undefined || spoken[2].startsWith('ноль') ? 0 : numberOf(spoken[2]);
  if (hour === null || hour > 23 || minute === null || minute > 59) return null;
  const isMorning = /утра|утром|ночи/u.test(text);
  const isLater = /вечер|дня/u.test(text) && hour < 12;
  const shift = isLater || (!isMorning && hour <= AFTERNOON_UNTIL) ? 12 : 0;
  return `${String(hour + shift).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * @param text a time expression in any case
 * @param callDay `YYYY-MM-DD` where the call took place; null leaves the day open
 */
export function resolveTime(text: string, callDay: string | null): ResolvedTime {
  const plain = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[,\s]+/gu, ' ');
  const from = callDay === null ? null : new Date(`${callDay}T00:00:00Z`);
  const isKnown = from !== null && !Number.isNaN(from.getTime());
  return { date: isKnown ? dateOf(plain, from) : null, time: clockOf(plain) };
}
