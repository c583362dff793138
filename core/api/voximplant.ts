/** Connecting a Voximplant account. The key travels in only. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const account = z.object({
  accountId: z.string().regex(/^\d{1,15}$/u),
  apiKey: z.string().trim().min(8).max(200),
});

export const voximplant = router({
  connect: procedure.input(account).mutation(({ ctx, input }) => ctx.services.voximplant.connect(input)),
  cancelConnect: procedure.mutation(({ ctx }) => ctx.services.voximplant.cancelConnect()),
  disconnect: procedure.mutation(({ ctx }) => ctx.services.voximplant.disconnect()),
});
