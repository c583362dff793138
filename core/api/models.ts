/** Models: the list, the work on them as it goes, install, import, verify, remove, choose. */

import { z } from 'zod';
import { latest } from './latest.ts';
import { procedure, router } from './procedures.ts';

const STATE_INTERVAL_MS = 100;
/** Longer than paths and addresses are. */
const MAX_PATH_CHARACTERS = 4_000;

const one = z.object({ id: z.string().min(1).max(100) });

export const models = router({
  list: procedure.query(({ ctx }) => ctx.services.models.list()),
  /** The state now, then every change. */
  state: procedure.subscription(({ ctx, signal }) =>
    latest({
      read: () => ctx.services.models.state(),
      listen: (listener) => ctx.services.models.onChange(listener),
      signal: signal ?? new AbortController().signal,
      intervalMs: STATE_INTERVAL_MS,
    }),
  ),
  /** Answers when the work has ended; how it ended stands in the state. */
  install: procedure.input(one).mutation(({ ctx, input }) => ctx.services.models.install(input.id)),
  import: procedure
    .input(z.object({ path: z.string().min(1).max(MAX_PATH_CHARACTERS) }))
    .mutation(({ ctx, input }) => ctx.services.models.importFrom(input.path)),
  verify: procedure.input(one).mutation(({ ctx, input }) => ctx.services.models.verify(input.id)),
  cancel: procedure.mutation(({ ctx }) => ctx.services.models.cancel()),
  remove: procedure.input(one).mutation(({ ctx, input }) => ctx.services.models.remove(input.id)),
  useEngine: procedure.input(one).mutation(({ ctx, input }) => ctx.services.models.useEngine(input.id)),
  setMirror: procedure
    .input(z.object({ url: z.string().max(MAX_PATH_CHARACTERS).nullable() }))
    .mutation(({ ctx, input }) => ctx.services.models.setMirror(input.url)),
});
