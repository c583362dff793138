/** Pulls and processes calls by themselves at the times the user chose, while the program is open. */

import { Cron } from 'croner';
import { z } from 'zod';
import type { App } from '#core/app.ts';
import { SCHEDULE_HOURS, type Schedule, type ScheduleState } from '#core/domain/sync.ts';
import { causeText, toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { storedValue } from './stored-value.ts';

export interface Schedules {
  state(): ScheduleState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  set(schedule: Schedule): void;
  /** From now on runs happen; one that was missed while the program was closed happens at once. */
  start(): void;
  stop(): void;
}

export interface ScheduleOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
  /** The work of one run; the next one waits for its end. */
  readonly run: () => Promise<void>;
}

export const SCHEDULE: z.ZodType<Schedule> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('hours'), every: z.literal(SCHEDULE_HOURS) }),
  z.object({ kind: z.literal('daily'), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u) }),
]);

/** A laptop may sleep through a timer: the time of day is looked at again this often. */
const LONGEST_SLEEP_MS = 60_000;

export function createSchedule({ store }: App, { clock, logger, timeZone, run }: ScheduleOptions): Schedules {
  const kept = storedValue<Schedule>(store.settings, { key: 'schedule', schema: SCHEDULE, fallback: { kind: 'off' } });
  /** Milliseconds since 1970: the last run, or the moment the schedule was chosen. The next run is the first after it. */
  const anchor = storedValue<number>(store.settings, { key: 'schedule.anchor', schema: z.number(), fallback: 0 });
  const listeners = new Set<() => void>();
  let loop: AbortController | null = null;

  function nextMs(): number | null {
    const schedule = kept.get();
    if (schedule.kind === 'off') return null;
    const cron = new Cron(patternOf(schedule), { timezone: timeZone, paused: true });
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
      await run();
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
    state() {
      const next = nextMs();
      return { schedule: kept.get(), nextAt: next === null ? null : new Date(next).toISOString() };
    },
    set(schedule) {
      kept.set(schedule);
      anchor.set(clock.now());
      if (loop) start();
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    stop() {
      loop?.abort();
      loop = null;
    },
  };
}

function patternOf(schedule: Exclude<Schedule, { kind: 'off' }>): string {
  if (schedule.kind === 'hours') return `0 */${schedule.every} * * *`;
  const [hour, minute] = schedule.at.split(':').map(Number);
  return `${minute!} ${hour!} * * *`;
}
