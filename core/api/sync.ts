/** Bringing calls: now, or at chosen times. How far it is stands in `processing.state`. */

import { z } from 'zod';
import { SCHEDULE_HOURS } from '#core/domain/sync.ts';
import { AppError } from '#core/errors.ts';
import { day } from './calls.ts';
import { procedure, router } from './procedures.ts';

const period = z.object({ from: day, to: day });

const schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('hours'), every: z.literal(SCHEDULE_HOURS) }),
  z.object({ kind: z.literal('daily'), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u) }),
]);

export const sync = router({
  /** Starts a pull of a period, or of what is new, and processes what comes. */
  start: procedure
    .input(z.object({ source: z.enum(['portal', 'voximplant']).default('portal'), period: period.optional() }))
    .mutation(({ ctx, input }) => {
      if (input.period && input.period.from > input.period.to)
        throw new AppError('input.invalid', { reason: 'Период заканчивается раньше, чем начинается' });
      void ctx.services.processing.pull({ trigger: 'hand', ...input });
    }),
  /** Brings and processes the demo's calls; needs no network. */
  startDemo: procedure.mutation(({ ctx }) => void ctx.services.processing.pull({ trigger: 'demo' })),
  cancel: procedure.mutation(({ ctx }) => ctx.services.sync.cancel()),
  setSchedule: procedure.input(schedule).mutation(({ ctx, input }) => ctx.services.schedule.set(input)),
});
