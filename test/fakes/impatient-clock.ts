/** A clock that never waits: sleeping moves it forward at once. */

import type { Clock } from '#core/ports.ts';

export interface ImpatientClock extends Clock {
  /** Every sleep that was asked for, in milliseconds. */
  readonly sleeps: readonly number[];
  advance(durationMs: number): void;
}

/** @param startMs present moment at the start */
export function createImpatientClock(startMs = Date.parse('2026-03-10T12:00:00Z')): ImpatientClock {
  let nowMs = startMs;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => nowMs,
    advance(durationMs) {
      nowMs += durationMs;
    },
    sleep(durationMs, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      sleeps.push(durationMs);
      nowMs += durationMs;
      return Promise.resolve();
    },
  };
}
