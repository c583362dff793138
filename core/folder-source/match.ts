/** Matches a file name against a template. No regular expression is built from what people write: nothing to explode. */

import type { Direction } from '#core/domain/call.ts';
import { type FieldName, type MomentUnit, type TemplatePart, UNIT_DIGITS } from './template.ts';

/** Fields as they stand in the name. `moment` holds units such as `YYYY`. */
export interface RawFields {
  readonly moment: Readonly<Partial<Record<keyof typeof UNIT_DIGITS, string>>>;
  readonly texts: Readonly<Partial<Record<Exclude<FieldName, 'date' | 'time' | 'datetime'>, string>>>;
}

/** The longest name of file systems in use; a longer one is no file name. */
const MAX_NAME_LENGTH = 255;

/**
 * Every (part, position) pair that failed once is remembered, so the work is at most parts × length² steps.
 * @param name without its ending @returns null where the name is made differently
 */
export function matchName(parts: readonly TemplatePart[], name: string): RawFields | null {
  if (name.length > MAX_NAME_LENGTH) return null;
  const failed = new Set<number>();
  const spans: (readonly [start: number, end: number])[] = [];

  const matchFrom = (index: number, at: number): boolean => {
    const part = parts[index];
    if (!part) return at === name.length;
    const key = index * (MAX_NAME_LENGTH + 1) + at;
    if (failed.has(key)) return false;
    for (const end of endsOf(part, name, at)) {
      spans[index] = [at, end];
      if (matchFrom(index + 1, end)) return true;
    }
    failed.add(key);
    return false;
  };
  return matchFrom(0, 0) ? fieldsOf(parts, spans, name) : null;
}

/** Words for the direction, longest first, in lower case. */
const DIRECTION_WORDS: readonly (readonly [string, Direction])[] = [
  ['исходящий', 'out'],
  ['исходящие', 'out'],
  ['исходящая', 'out'],
  ['входящий', 'in'],
  ['входящие', 'in'],
  ['входящая', 'in'],
  ['outgoing', 'out'],
  ['outbound', 'out'],
  ['incoming', 'in'],
  ['inbound', 'in'],
  ['исход', 'out'],
  ['исх', 'out'],
  ['out', 'out'],
  ['вход', 'in'],
  ['in', 'in'],
  ['вх', 'in'],
];

/** @param word as it stands in a name or a table, e.g. «Вх» @returns null for a word that says nothing of it */
export const readDirection = (word: string): Direction | null =>
  DIRECTION_WORDS.find(([known]) => known === word.trim().toLowerCase())?.[1] ?? null;

/** Numbers that the caller hid; they stand where a number would. */
const HIDDEN_NUMBERS = ['anonymous', 'restricted', 'unavailable', 'unknown', 'private', 'hidden'];
const LONGEST_NUMBER = 20;
const LONGEST_EXTENSION = 6;
const UNIX_DIGITS = 10;

/** Where a part that starts at `at` may end, the most likely end first. */
function* endsOf(part: TemplatePart, name: string, at: number): Generator<number> {
  if (part.kind === 'text') {
    if (name.startsWith(part.text, at)) yield at + part.text.length;
    return;
  }
  if (part.kind === 'moment') {
    const end = endOfMoment(part.units, name, at);
    if (end !== null) yield end;
    return;
  }
  switch (part.name) {
    case 'unix':
      if (digitsAt(name, at, UNIX_DIGITS) === UNIX_DIGITS) yield at + UNIX_DIGITS;
      return;
    case 'direction':
      yield* endsOfWords(
        DIRECTION_WORDS.map(([word]) => word),
        name,
        at,
      );
      return;
    case 'phone': {
      yield* endsOfWords(HIDDEN_NUMBERS, name, at);
      const start = name[at] === '+' ? at + 1 : at;
      for (let count = digitsAt(name, start, LONGEST_NUMBER); count >= 2; count -= 1) yield start + count;
      return;
    }
    case 'ext':
      for (let count = digitsAt(name, at, LONGEST_EXTENSION); count >= 1; count -= 1) yield at + count;
      return;
    case 'manager':
    case 'client':
      for (let end = at + 1; end <= name.length; end += 1) yield end;
      return;
    case '*':
      for (let end = at; end <= name.length; end += 1) yield end;
  }
}

function* endsOfWords(words: readonly string[], name: string, at: number): Generator<number> {
  const rest = name.slice(at, at + 16).toLowerCase();
  for (const word of words) if (rest.startsWith(word)) yield at + word.length;
}

function digitsAt(name: string, at: number, most: number): number {
  let count = 0;
  while (count < most && isDigit(name[at + count])) count += 1;
  return count;
}

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

function endOfMoment(units: readonly MomentUnit[], name: string, at: number): number | null {
  let end = at;
  for (const unit of units) {
    if ('text' in unit) {
      if (!name.startsWith(unit.text, end)) return null;
      end += unit.text.length;
    } else {
      const digits = UNIT_DIGITS[unit.unit];
      if (digitsAt(name, end, digits) < digits) return null;
      end += digits;
    }
  }
  return end;
}

function fieldsOf(
  parts: readonly TemplatePart[],
  spans: readonly (readonly [number, number])[],
  name: string,
): RawFields {
  const moment: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const [start, end] = spans[index]!;
    if (part.kind === 'field') texts[part.name] = name.slice(start, end);
    if (part.kind !== 'moment') continue;
    let at = start;
    for (const unit of part.units) {
      const length = 'text' in unit ? unit.text.length : UNIT_DIGITS[unit.unit];
      if ('unit' in unit) moment[unit.unit] = name.slice(at, at + length);
      at += length;
    }
  }
  return { moment, texts };
}
