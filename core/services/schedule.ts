/** Pulls and processes calls by themselves at the times the user chose, while the program is open. */

import { z } from 'zod';
import type { App } from '#core/app.ts';
import { SCHEDULE_HOURS, type Schedule, type ScheduleState } from '#core/domain/sync.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { storedValue } from './stored-value.ts';
import { createTimekeeper, minuteAndHour, TIME_OF_DAY } from './timekeeper.ts';

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
  z.object({ kind: z.literal('daily'), at: z.string().regex(TIME_OF_DAY) }),
]);

export function createSchedule({ store }: App, { run, ...options }: ScheduleOptions): Schedules {
  const kept = storedValue<Schedule>(store.settings, { key: 'schedule', schema: SCHEDULE, fallback: { kind: 'off' } });
  const anchor = storedValue<number>(store.settings, { key: 'schedule.anchor', schema: z.number(), fallback: 0 });
  const listeners = new Set<() => void>();
  const pattern = (): string | null => patternOf(kept.get());
  const timekeeper = createTimekeeper({ ...options, pattern, anchor, work: run });

  return {
    state() {
      const next = timekeeper.nextMs();
      return { schedule: kept.get(), nextAt: next === null ? null : new Date(next).toISOString() };
    },
    set(schedule) {
      kept.set(schedule);
      anchor.set(options.clock.now());
      timekeeper.reset();
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => timekeeper.start(),
    stop: () => timekeeper.stop(),
  };
}

function patternOf(schedule: Schedule): string | null {
  if (schedule.kind === 'off') return null;
  return schedule.kind === 'hours' ? `0 */${schedule.every} * * *` : `${minuteAndHour(schedule.at)} * * *`;
}
