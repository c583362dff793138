/** The points of a small line of shares, all lines on one scale from 0 to 100 %. */

import type { HandlingWeek } from '#core/domain/figures.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Sparkline {
  /** `x,y x,y …` of weeks that follow each other: a week without judged objections interrupts the line. */
  readonly runs: readonly string[];
  /** The latest week with judged objections; null where there is none. */
  readonly last: Point | null;
}

/** @param size in pixels; `margin` is kept free on every side */
export function sparklineOf(
  weeks: readonly HandlingWeek[],
  { width, height, margin }: { readonly width: number; readonly height: number; readonly margin: number },
): Sparkline {
  const runs: Point[][] = [];
  let last: Point | null = null;
  for (const [index, { judged, handled }] of weeks.entries()) {
    const isInterrupted = index === 0 || weeks[index - 1]?.judged === 0;
    if (judged === 0) continue;
    last = {
      x: round(margin + (index / Math.max(1, weeks.length - 1)) * (width - 2 * margin)),
      y: round(height - margin - (handled / judged) * (height - 2 * margin)),
    };
    if (isInterrupted) runs.push([]);
    runs.at(-1)?.push(last);
  }
  return { runs: runs.map((points) => points.map(({ x, y }) => `${x},${y}`).join(' ')), last };
}

const round = (value: number): number => Math.round(value * 10) / 10;
