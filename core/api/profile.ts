/** The profile of the language analysis. */

import { z } from 'zod';
import { PROFILES } from '#core/domain/profile.ts';
import { procedure, router } from './procedures.ts';

export const profile = router({
  get: procedure.query(({ ctx }) => ctx.services.profile.state()),
  choose: procedure
    .input(z.object({ profile: z.enum(PROFILES) }))
    .mutation(({ ctx, input }) => ctx.services.profile.choose(input.profile)),
});
