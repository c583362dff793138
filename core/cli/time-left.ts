/** How long something still takes, by the pace since its first report. */

import type { Clock } from '#core/ports.ts';
import { durationText } from './wording.ts';

/** Before this many milliseconds the pace says nothing. */
const MEASURE_MS = 3_000;

/** @returns «, осталось около 2:30», or nothing while the pace is not known; call it with every report */
export function createTimeLeft(clock: Pick<Clock, 'now'>): (done: number, left: number) => string {
  let first: { readonly done: number; readonly atMs: number } | null = null;
  return (done, left) => {
    first ??= { done, atMs: clock.now() };
    const elapsedMs = clock.now() - first.atMs;
    const progress = done - first.done;
    if (left <= 0 || progress <= 0 || elapsedMs < MEASURE_MS) return '';
    return `, осталось около ${durationText((elapsedMs / progress) * left)}`;
  };
}
