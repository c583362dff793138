/** Connecting a portal. The key travels in only. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

/** Longer than any address that somebody copies. */
const MAX_URL_CHARACTERS = 2_000;
/** A chain of certificates has some kilobytes. */
const MAX_PEM_CHARACTERS = 200_000;

const check = z.object({
  webhookUrl: z.string().max(MAX_URL_CHARACTERS),
  caPem: z.string().max(MAX_PEM_CHARACTERS).optional(),
  /** The new address of a renamed portal is right: the key may go there. */
  acceptsMove: z.boolean().default(false),
});

export const connection = router({
  /** What the webhook can do; its progress is part of `settings.state`. */
  check: procedure.input(check).mutation(({ ctx, input }) => ctx.services.connection.check(input)),
  cancelCheck: procedure.mutation(({ ctx }) => ctx.services.connection.cancelCheck()),
  /** Keeps what was checked last. */
  save: procedure
    .input(z.object({ acceptsMove: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => ctx.services.connection.save(input)),
  state: procedure.query(({ ctx }) => ctx.services.connection.state()),
  disconnect: procedure.mutation(({ ctx }) => ctx.services.connection.disconnect()),
});
