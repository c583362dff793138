/** The portal's pages of fifty. */

import type { MethodResult } from './method.ts';
import { text } from './parameters.ts';

export const PAGE_ROWS = 50;

/**
 * `start` is an offset; `-1` skips the counting: `total` is 0 then, `next` absent and the first fifty rows come.
 * @param map shapes a row for the answer
 */
export function page<T>(rows: readonly T[], start: unknown, map: (row: T) => unknown): MethodResult {
  const offset = Number(text(start) || 0);
  if (offset < 0) return { result: rows.slice(0, PAGE_ROWS).map(map), total: 0 };
  const end = offset + PAGE_ROWS;
  const result = rows.slice(offset, end).map(map);
  return { result, total: rows.length, ...(end < rows.length ? { next: end } : {}) };
}
