/** Writing findings into the portal. Its state is part of `settings.state`. */

import { z } from 'zod';
import { WRITE_ACTIONS } from '#core/domain/write-back.ts';
import { procedure, router } from './procedures.ts';

const action = z.enum(WRITE_ACTIONS);

export const writeBack = router({
  confirm: procedure
    .input(z.object({ action, isConfirmed: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.writeBack.confirm(input.action, input.isConfirmed)),
  preview: procedure
    .input(z.object({ actions: z.array(action).min(1) }))
    .query(({ ctx, input }) => ctx.services.writeBack.preview(input.actions)),
  /** Starts; how it goes and ends stands in `settings.state`. */
  start: procedure.mutation(({ ctx }) => void ctx.services.writeBack.run()),
  retry: procedure
    .input(z.object({ id: z.int().positive() }))
    .mutation(({ ctx, input }) => ctx.services.writeBack.retry(input.id)),
  cancel: procedure.mutation(({ ctx }) => ctx.services.writeBack.cancel()),
});
