/** The proxy server. Its password travels in only; what is set is part of `settings.state`. */

import { z } from 'zod';
import { PROXY_KINDS } from '#core/domain/proxy.ts';
import { procedure, router } from './procedures.ts';

const wish = z.object({
  kind: z.enum(PROXY_KINDS),
  address: z.string().max(500),
  user: z.string().max(200),
  password: z.string().max(500).optional(),
  bypass: z.string().max(5_000),
});

export const proxy = router({
  save: procedure.input(wish).mutation(({ ctx, input }) => ctx.services.proxy.save(input)),
  check: procedure.input(wish).mutation(({ ctx, input }) => ctx.services.proxy.check(input)),
  cancelCheck: procedure.mutation(({ ctx }) => ctx.services.proxy.cancelCheck()),
});
