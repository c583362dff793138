/** The work on calls: its state as it changes, start, cancel. */

import { z } from 'zod';
import { latest } from './latest.ts';
import { procedure, router } from './procedures.ts';

/** Ten states a second are as many as an eye follows. */
const STATE_INTERVAL_MS = 100;

export const processing = router({
  /** The state now, then every change; after a reconnection it begins with the state now again. */
  state: procedure.subscription(({ ctx, signal }) =>
    latest({
      read: () => ctx.services.processing.state(),
      listen: (listener) => ctx.services.processing.onChange(listener),
      signal: signal ?? new AbortController().signal,
      intervalMs: STATE_INTERVAL_MS,
    }),
  ),

  start: procedure.mutation(({ ctx }) => ctx.services.processing.start()),

  /** @returns how many of the calls are worked on again */
  redo: procedure
    .input(
      z.object({
        callIds: z.array(z.string().min(1).max(300)).min(1).max(10_000),
        stage: z.enum(['transcribe', 'analyse']),
      }),
    )
    .mutation(({ ctx, input }) => ctx.services.processing.redo(input.callIds, input.stage)),

  cancel: procedure.mutation(({ ctx }) => ctx.services.processing.cancel()),
});
