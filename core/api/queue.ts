/** The queue of the work on calls. */

import { z } from 'zod';
import { QUEUE_PARTS } from '#core/domain/queue.ts';
import { procedure, router } from './procedures.ts';

const page = z.object({
  part: z.enum(QUEUE_PARTS),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const queue = router({
  page: procedure.input(page).query(({ ctx, input: { part, ...range } }) => ctx.services.queue.page(part, range)),
  retry: procedure
    .input(z.object({ callId: z.string().min(1).max(300) }))
    .mutation(({ ctx, input }) => ctx.services.queue.retry(input.callId)),
  retryAll: procedure.mutation(({ ctx }) => ctx.services.queue.retryAll()),
});
