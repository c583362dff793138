/** Notes to calls. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const callId = z.string().min(1).max(300);
const id = z.int().min(1);
const text = z.string().trim().min(1).max(4_000);
/** Longer than any recording. */
const MAX_TIME_MS = 1_000_000_000;

export const notes = router({
  ofCall: procedure.input(z.object({ callId })).query(({ ctx, input }) => ctx.services.notes.ofCall(input.callId)),

  add: procedure
    .input(z.object({ callId, atMs: z.int().min(0).max(MAX_TIME_MS).nullable(), text }))
    .mutation(({ ctx, input }) => ctx.services.notes.add(input)),

  change: procedure.input(z.object({ id, text })).mutation(({ ctx, input }) => ctx.services.notes.change(input)),

  remove: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.services.notes.remove(input.id)),
});
