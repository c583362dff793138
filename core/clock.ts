import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './ports.ts';

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationMs, signal) => wait(durationMs, undefined, signal ? { signal } : {}),
};
