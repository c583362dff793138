/** Conditions of a statistics query, with the silent ways of the real server. */

import { parseDate } from './dates.ts';
import { isMap, text } from './parameters.ts';

export type FieldKind = 'number' | 'text' | 'date';

/** A row, as far as conditions may use it. */
export type ValueOf = (field: string) => string | number | null;

export type Condition = (valueOf: ValueOf) => boolean;

/** Longest first, so that `>=` is not read as `>`. */
const OPERATORS = ['!><', '><', '>=', '<=', '!=', '!%', '>', '<', '=', '!', '%', '?'];

/**
 * Unknown fields, unknown operators and empty lists are dropped, which widens the query. Names are folded to upper
 * case, the last of two equal ones wins.
 */
export function conditionsOf(
  filter: unknown,
  known: Readonly<Record<string, FieldKind>>,
  utcOffset: string,
): Condition[] {
  if (!isMap(filter)) return [];
  const folded = new Map(Object.entries(filter).map(([key, value]) => [key.toUpperCase(), value]));
  return [...folded].flatMap(([key, value]) => {
    const operator = OPERATORS.find((candidate) => key.startsWith(candidate)) ?? '';
    const field = key.slice(operator.length);
    const kind = known[field];
    if (!kind || (Array.isArray(value) && value.length === 0)) return [];
    const wanted = (Array.isArray(value) ? value : [value]).map((item) => comparable(text(item), kind, utcOffset));
    const test = testOf(operator, wanted);
    return [(valueOf: ValueOf) => test(normal(valueOf(field), kind))];
  });
}

type Value = string | number | null;

function testOf(operator: string, wanted: readonly Value[]): (value: Value) => boolean {
  const first = wanted[0] ?? null;
  const compare = (value: Value, other: Value, accept: (a: string | number, b: string | number) => boolean): boolean =>
    value !== null && other !== null && accept(value, other);
  const like = (value: Value): boolean => String(value ?? '').includes(String(first ?? '').replaceAll('%', ''));
  const between = (value: Value): boolean =>
    compare(value, first, (a, b) => a >= b) && compare(value, wanted[1] ?? null, (a, b) => a <= b);
  switch (operator) {
    case '>':
      return (value) => compare(value, first, (a, b) => a > b);
    case '>=':
      return (value) => compare(value, first, (a, b) => a >= b);
    case '<':
      return (value) => compare(value, first, (a, b) => a < b);
    case '<=':
      return (value) => compare(value, first, (a, b) => a <= b);
    case '><':
      return between;
    case '!><':
      return (value) => !between(value);
    case '!':
    case '!=':
      return (value) => !wanted.includes(value);
    case '%':
    case '?':
      return like;
    case '!%':
      return (value) => !like(value);
    default:
      return (value) => wanted.includes(value);
  }
}

function comparable(value: string, kind: FieldKind, utcOffset: string): Value {
  if (kind === 'text') return value;
  if (kind === 'number') return value === '' ? 0 : Number(value);
  const ms = parseDate(value, utcOffset);
  // A date that makes no sense becomes a false value.
  return Number.isFinite(ms) ? ms : 0;
}

function normal(value: Value, kind: FieldKind): Value {
  return kind === 'text' && value !== null ? String(value) : value;
}
