/** A clock that the test moves: sleepers wake when their time has come. */

import { setImmediate as breathe } from 'node:timers/promises';
import type { Clock } from '#core/ports.ts';

export interface ManualClock extends Clock {
  /** Moves on in steps, so that whoever sleeps in pieces gets them all. */
  advance(durationMs: number): Promise<void>;
}

/** Whoever sleeps again does so within this many turns of the event loop. */
const TURNS = 3;

export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  const sleepers = new Set<{ readonly untilMs: number; readonly wake: () => void }>();
  return {
    now: () => nowMs,
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = {
          untilMs: nowMs + durationMs,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        });
      }),
    async advance(durationMs) {
      const endMs = nowMs + durationMs;
      for (;;) {
        for (let turn = 0; turn < TURNS; turn++) await breathe();
        const next = Math.min(...[...sleepers].map(({ untilMs }) => untilMs));
        if (next > endMs) break;
        nowMs = Math.max(nowMs, next);
        for (const { untilMs, wake } of [...sleepers]) if (untilMs <= nowMs) wake();
      }
      nowMs = endMs;
    },
  };
}
