/** How long something still takes, by the pace since its first report. */

import type { Clock } from '#core/ports.ts';

/** Before this many milliseconds the pace says nothing. */
const MEASURE_MS = 3_000;

/** @returns milliseconds left, null while the pace is not known; to be called with every report */
export function createPace(clock: Pick<Clock, 'now'>): (done: number, left: number) => number | null {
  let first: { readonly done: number; readonly atMs: number } | null = null;
  return (done, left) => {
    first ??= { done, atMs: clock.now() };
    const elapsedMs = clock.now() - first.atMs;
    const progress = done - first.done;
    if (left <= 0 || progress <= 0 || elapsedMs < MEASURE_MS) return null;
    return Math.round((elapsedMs / progress) * left);
  };
}
