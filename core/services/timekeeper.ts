/** Does a piece of work at the times of a pattern, also on a laptop that slept through one. */

import { Cron } from 'croner';
import { causeText, toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';

/** A laptop may sleep through a timer: the time of day is looked at again this often. */
const LONGEST_SLEEP_MS = 60_000;

export interface Timekeeper {
  /** Milliseconds since 1970; null while there is no pattern. */
  nextMs(): number | null;
  /** From now on work is done; work that was missed meanwhile is done at once. */
  start(): void;
  stop(): void;
  /** The pattern has changed: what comes next is looked at anew, if it has been started. */
  reset(): void;
}

export interface TimekeeperOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
  /** In the words of cron: minute, hour, day, month, day of the week; null while nothing is to be done. */
  readonly pattern: () => string | null;
  /** Milliseconds since 1970 of the last work, or of the choice of the pattern. The next is the first after it. */
  readonly anchor: { get(): number; set(instantMs: number): void };
  /** The next one waits for its end. */
  readonly work: () => Promise<void>;
}

export function createTimekeeper({ clock, logger, timeZone, pattern, anchor, work }: TimekeeperOptions): Timekeeper {
  let loop: AbortController | null = null;

  function nextMs(): number | null {
    const wanted = pattern();
    if (wanted === null) return null;
    const cron = new Cron(wanted, { timezone: timeZone, paused: true });
    return cron.nextRun(new Date(anchor.get()))?.getTime() ?? null;
  }

  async function keepTime(signal: AbortSignal): Promise<void> {
    for (;;) {
      const dueMs = nextMs();
      if (dueMs === null || signal.aborted) return;
      const waitMs = dueMs - clock.now();
      if (waitMs > 0) {
        await clock.sleep(Math.min(waitMs, LONGEST_SLEEP_MS), signal);
        continue;
      }
      anchor.set(clock.now());
      await work();
    }
  }

  function start(): void {
    loop?.abort();
    const controller = (loop = new AbortController());
    keepTime(controller.signal).catch((thrown: unknown) => {
      if (controller.signal.aborted) return;
      const error = toAppError(thrown);
      logger.log('error', 'schedule-ended', { code: error.code, cause: causeText(error) });
    });
  }

  return {
    nextMs,
    start,
    stop() {
      loop?.abort();
      loop = null;
    },
    reset() {
      if (loop) start();
    },
  };
}

/** `HH:MM` of a day. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/u;

/** The first two fields of a pattern for a time of day. */
export function minuteAndHour(at: string): string {
  const [hour, minute] = at.split(':').map(Number);
  return `${minute!} ${hour!}`;
}
