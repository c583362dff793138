import type { Clock } from '#core/ports.ts';

/** A clock that stands still; `sleep` moves it forward and returns at once. */
export function fakeClock(start = Date.parse('2026-11-21T12:00:00Z')): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: (durationMs, signal) => {
      signal?.throwIfAborted();
      now += durationMs;
      return Promise.resolve();
    },
  };
}
