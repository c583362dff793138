/** The points of the weekly trend, before they have a place on the screen. */

import type { WeekFigures } from '#core/domain/figures.ts';
import { isWholeWeek, mondayOf } from '#core/domain/period.ts';

export interface TrendWeek {
  /** The Monday, also of a week that begins in the middle: labels are always seven days apart. */
  readonly label: string;
  /** The days that were counted. */
  readonly period: { readonly from: string; readonly to: string };
  /** False for a week that the period or the stored calls cut off: its share says less. */
  readonly isWhole: boolean;
}

export interface TrendPoint {
  /** 0-based place of the week. */
  readonly index: number;
  /** Of the analysed calls, 0..1. */
  readonly share: number;
}

export function trendWeeks(weeks: readonly WeekFigures[]): readonly TrendWeek[] {
  return weeks.map(({ from, to }) => ({
    label: mondayOf(from),
    period: { from, to },
    isWhole: isWholeWeek({ from, to }),
  }));
}

/** @returns stretches of weeks that follow each other: a week without analysed calls interrupts the line, it is no zero */
export function trendRuns(weeks: readonly WeekFigures[], category: string): readonly (readonly TrendPoint[])[] {
  const runs: TrendPoint[][] = [];
  for (const [index, { analysed, calls }] of weeks.entries()) {
    if (analysed === 0) continue;
    if (index === 0 || weeks[index - 1]?.analysed === 0) runs.push([]);
    runs.at(-1)?.push({ index, share: (calls[category] ?? 0) / analysed });
  }
  return runs;
}
