/** The state of everything that the screen of settings shows, and small wishes. */

import { latest } from './latest.ts';
import { procedure, router } from './procedures.ts';

const STATE_INTERVAL_MS = 100;

export const settings = router({
  /** The state now, then every change. */
  state: procedure.subscription(({ ctx, signal }) =>
    latest({
      read: () => ctx.services.settings.state(),
      listen: (listener) => ctx.services.settings.onChange(listener),
      signal: signal ?? new AbortController().signal,
      intervalMs: STATE_INTERVAL_MS,
    }),
  ),
  finishWelcome: procedure.mutation(({ ctx }) => ctx.services.settings.finishWelcome()),
});
