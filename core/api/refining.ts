/** Transcripts older than the models for punctuation and speakers. */

import { z } from 'zod';
import { REFINING_TASKS } from '#core/domain/models.ts';
import { procedure, router } from './procedures.ts';

export const refining = router({
  plain: procedure.query(({ ctx }) => ctx.services.refining.plain()),
  /** @returns how many calls are heard again */
  hearAgain: procedure
    .input(z.object({ task: z.enum(REFINING_TASKS) }))
    .mutation(({ ctx, input }) => ctx.services.refining.hearAgain(input.task)),
});
