/** The pace of requests: a leaky bucket of our own, back-off after failures, and pauses that the portal asked for. */

import type { Clock } from '#core/ports.ts';

export interface Pace {
  /** Waits until one more request may go out. Rejects with the signal's reason when aborted. */
  take(signal?: AbortSignal): Promise<void>;
}

export interface PaceOptions {
  readonly burst: number;
  readonly requestsPerSecond: number;
  readonly clock: Clock;
}

/**
 * A bucket that holds `burst` requests and drains at `requestsPerSecond`. Callers are served in the order of asking:
 * each one books its own moment, so that parallel downloads cannot overtake one another into a burst.
 */
export function createPace({ burst, requestsPerSecond, clock }: PaceOptions): Pace {
  const intervalMs = 1_000 / requestsPerSecond;
  /** When the bucket will be empty if nothing more comes. */
  let emptyAtMs = 0;
  return {
    async take(signal) {
      const now = clock.now();
      emptyAtMs = Math.max(emptyAtMs, now) + intervalMs;
      const waitMs = emptyAtMs - now - burst * intervalMs;
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
  };
}

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;
const JITTER = 0.2;

/**
 * 2, 4, 8 … 60 seconds, each ± 20 % so that several computers of an office do not come back at the same moment.
 * @param attempt 1 for the first repetition @param random 0..1
 */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random()));
}

/** The method's time allowance in the cloud is not documented; 420 s is the default of self-hosted portals. */
const OPERATING_LIMIT_SECONDS = 420;
const SLOW_DOWN_FROM = 0.5;
const LONGEST_SLOW_DOWN_MS = 5_000;

/**
 * Pause before the next request of a method that has used much of its allowance: nothing up to one half, then growing
 * evenly to 5 s, so that the limit (a pause of up to ten minutes) is approached slowly or not at all.
 * @param operatingSeconds as the portal stated with the last answer
 */
export function slowDownMs(operatingSeconds: number): number {
  const used = operatingSeconds / OPERATING_LIMIT_SECONDS;
  const share = (used - SLOW_DOWN_FROM) / (1 - SLOW_DOWN_FROM);
  return Math.round(LONGEST_SLOW_DOWN_MS * Math.min(1, Math.max(0, share)));
}

/** Without a word of the portal a blocked method is tried again each minute; it never asks for more than ten. */
const OPERATING_STEP_MS = 60_000;
const LONGEST_OPERATING_PAUSE_MS = 600_000;

/** @param resumeAtMs what the portal named @returns how long to leave a blocked method alone */
export function operatingPauseMs(resumeAtMs: number | null, now: number): number {
  if (resumeAtMs === null) return OPERATING_STEP_MS;
  return Math.min(LONGEST_OPERATING_PAUSE_MS, Math.max(1_000, resumeAtMs - now + 1_000));
}

/** Lets callers through one at a time, in order. */
export function createTurnstile(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  };
}
