/** Filters kept under a name. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

/** As many parameters as an address of the screens has, and some more. */
const MAX_PARAMETERS = 40;

const view = z.object({
  name: z.string().trim().min(1).max(60),
  query: z
    .record(z.string().max(40), z.string().max(300))
    .refine((query) => Object.keys(query).length <= MAX_PARAMETERS, 'too many parameters'),
});

export const views = router({
  list: procedure.query(({ ctx }) => ctx.services.views.list()),
  save: procedure.input(view).mutation(({ ctx, input }) => ctx.services.views.save(input)),
  remove: procedure
    .input(z.object({ id: z.string().max(100) }))
    .mutation(({ ctx, input }) => ctx.services.views.remove(input.id)),
});
