/** Reports: make one, list them, open one, save one in another format. */

import { z } from 'zod';
import { REPORT_FORMATS } from '#core/domain/stored-report.ts';
import { MASKINGS, REPORT_SECTIONS } from '#core/domain/report-request.ts';
import { AppError } from '#core/errors.ts';
import { WEEKLY_REPORT } from '#core/services/index.ts';
import { callFilter, day } from './calls.ts';
import { latest } from './latest.ts';
import { procedure, router } from './procedures.ts';
import { withProgress } from './with-progress.ts';

const STATE_INTERVAL_MS = 200;

const id = z.string().max(100);

export const reportRequest = z.object({
  period: z
    .object({ from: day, to: day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'the period ends before it begins' }),
  filter: callFilter.omit({ from: true, to: true }).default({}),
  sections: z.array(z.enum(REPORT_SECTIONS)).default([...REPORT_SECTIONS]),
  masking: z.enum(MASKINGS).default('full'),
  withClips: z.boolean().default(false),
});

export const reports = router({
  build: procedure.input(reportRequest).mutation(({ ctx, input }) => ctx.services.reports.build(input)),

  cancel: procedure.mutation(({ ctx }) => ctx.services.reports.cancel()),

  /** What is being made, now and after every change; null when nothing is. */
  building: procedure.subscription(({ ctx, signal }) =>
    latest({
      read: () => ctx.services.reports.building(),
      listen: (listener) => ctx.services.reports.onChange(listener),
      signal: signal ?? new AbortController().signal,
      intervalMs: STATE_INTERVAL_MS,
    }),
  ),

  weekly: procedure.query(({ ctx }) => ctx.services.weeklyReports.state()),

  setWeekly: procedure.input(WEEKLY_REPORT).mutation(({ ctx, input }) => ctx.services.weeklyReports.set(input)),

  list: procedure.query(({ ctx }) => ctx.services.reports.list()),

  remove: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.services.reports.remove(input.id)),

  /**
   * How far the file is that somebody saves, in calls, then the address it is taken from; ends with the subscription.
   * Throws `input.invalid` when there is no such report.
   */
  prepare: procedure.input(z.object({ id, format: z.enum(REPORT_FORMATS) })).subscription(async function* ({
    ctx,
    input,
    signal = new AbortController().signal,
  }) {
    yield* withProgress(signal, async (work) => {
      await ctx.services.reports.prepare(input.id, input.format, work);
      return ctx.links.reportUrl(input.id, input.format);
    });
  }),

  /** The address a report opens from; throws `input.invalid` when there is no such report. */
  url: procedure
    .input(z.object({ id, format: z.enum(REPORT_FORMATS).default('html') }))
    .query(async ({ ctx, input }) => {
      if (!(await ctx.services.reports.file(input.id)))
        throw new AppError('input.invalid', { reason: 'Такого отчёта нет' });
      return ctx.links.reportUrl(input.id, input.format);
    }),
});
