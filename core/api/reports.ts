/** Reports: make one, list them, open one. */

import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { day } from './calls.ts';
import { procedure, router } from './procedures.ts';

const period = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'the period ends before it begins' });

export const reports = router({
  build: procedure.input(period).mutation(({ ctx, input }) => ctx.services.reports.build(input)),

  list: procedure.query(({ ctx }) => ctx.services.reports.list()),

  /** The address a report opens from; throws `input.invalid` when there is no such report. */
  url: procedure.input(z.object({ id: z.string().max(100) })).query(async ({ ctx, input }) => {
    if (!(await ctx.services.reports.file(input.id)))
      throw new AppError('input.invalid', { reason: 'Такого отчёта нет' });
    return ctx.links.reportUrl(input.id);
  }),
});
