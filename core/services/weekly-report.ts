/** The report of the past week, made by itself while the program is open. */

import { z } from 'zod';
import type { App } from '#core/app.ts';
import { addDays, dayOf } from '#core/domain/period.ts';
import { MASKINGS, wholeReport } from '#core/domain/report-request.ts';
import type { WeeklyReport, WeeklyReportState } from '#core/domain/weekly-report.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { Reports } from './reports.ts';
import { storedValue } from './stored-value.ts';
import { createTimekeeper, minuteAndHour, TIME_OF_DAY } from './timekeeper.ts';

export const WEEKLY_REPORT: z.ZodType<WeeklyReport> = z.object({
  isOn: z.boolean(),
  weekday: z.int().min(1).max(7),
  at: z.string().regex(TIME_OF_DAY),
  masking: z.enum(MASKINGS),
});

/** Monday morning, before the meeting. */
const FIRST_WISH: WeeklyReport = { isOn: false, weekday: 1, at: '08:00', masking: 'full' };

export interface WeeklyReports {
  state(): WeeklyReportState;
  set(wish: WeeklyReport): void;
  start(): void;
  stop(): void;
}

export interface WeeklyReportOptions {
  readonly reports: Reports;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
}

export function createWeeklyReports({ store }: App, options: WeeklyReportOptions): WeeklyReports {
  const { reports, clock, timeZone } = options;
  const kept = storedValue(store.settings, { key: 'report.weekly', schema: WEEKLY_REPORT, fallback: FIRST_WISH });
  const anchor = storedValue(store.settings, { key: 'report.weekly.anchor', schema: z.number(), fallback: 0 });
  const timekeeper = createTimekeeper({
    ...options,
    anchor,
    pattern() {
      const { isOn, weekday, at } = kept.get();
      return isOn ? `${minuteAndHour(at)} * * ${weekday}` : null;
    },
    async work() {
      await whenNothingIsMade(reports);
      const today = dayOf(clock.now(), timeZone);
      const period = { from: addDays(today, -7), to: addDays(today, -1) };
      await reports.build({ ...wholeReport(period), masking: kept.get().masking });
    },
  });
  return {
    state() {
      const next = timekeeper.nextMs();
      return { wish: kept.get(), nextAt: next === null ? null : new Date(next).toISOString() };
    },
    set(wish) {
      kept.set(wish);
      anchor.set(clock.now());
      timekeeper.reset();
    },
    start: () => timekeeper.start(),
    stop: () => timekeeper.stop(),
  };
}

/** Reports are made one at a time, and whoever sits at the screen goes first. */
export function whenNothingIsMade(reports: Reports): Promise<void> {
  return new Promise((resolve) => {
    if (reports.building() === null) {
      resolve();
      return;
    }
    const stop = reports.onChange(() => {
      if (reports.building() !== null) return;
      stop();
      resolve();
    });
  });
}
