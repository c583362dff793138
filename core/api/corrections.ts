/** The lead's word on found objections. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const callId = z.string().min(1).max(300);
const place = z.object({ callId, utterance: z.int().min(0).max(100_000), category: z.string().min(1).max(100) });

export const corrections = router({
  /** What was found and what counts, side by side. */
  ofCall: procedure
    .input(z.object({ callId }))
    .query(({ ctx, input }) => ctx.services.corrections.ofCall(input.callId)),

  mark: procedure
    .input(place.extend({ isRight: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.corrections.mark(input)),

  relabel: procedure
    .input(place.extend({ to: z.string().min(1).max(100) }))
    .mutation(({ ctx, input }) => ctx.services.corrections.relabel(input)),

  /** An objection that was missed. */
  add: procedure.input(place).mutation(({ ctx, input }) => ctx.services.corrections.add(input)),

  undo: procedure
    .input(z.object({ id: z.int().min(1) }))
    .mutation(({ ctx, input }) => ctx.services.corrections.undo(input.id)),

  summary: procedure.query(({ ctx }) => ctx.services.corrections.summary()),

  setLearning: procedure
    .input(z.object({ isLearning: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.corrections.setLearning(input.isLearning)),

  /** @returns how many were taken back */
  reset: procedure.mutation(({ ctx }) => ctx.services.corrections.reset()),
});
