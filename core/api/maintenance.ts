/** Care for the data folder. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const MAX_DAYS = 3_650;
const days = z.int().min(1).max(MAX_DAYS);
const filePath = z.string().trim().min(1).max(2_000);

export const maintenance = router({
  sizes: procedure.query(({ ctx }) => ctx.services.maintenance.sizes()),
  setOffline: procedure
    .input(z.object({ isOffline: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.maintenance.setOffline(input.isOffline)),
  /** How many recordings the wish would delete at once. */
  countTooOld: procedure
    .input(z.object({ days }))
    .query(({ ctx, input }) => ctx.services.maintenance.countTooOld(input.days)),
  /** @returns how many recordings were deleted */
  setRetention: procedure
    .input(z.object({ days: days.nullable() }))
    .mutation(({ ctx, input }) => ctx.services.maintenance.setRetention(input.days)),
  backup: procedure
    .input(z.object({ folder: filePath }))
    .mutation(({ ctx, input }) => ctx.services.maintenance.backup(input.folder)),
  /** @returns how many calls the backup holds; it counts from the next start on */
  restore: procedure
    .input(z.object({ file: filePath }))
    .mutation(({ ctx, input }) => ctx.services.maintenance.restore(input.file)),
  restart: procedure.mutation(({ ctx }) => ctx.services.maintenance.restart()),
  logs: procedure.mutation(({ ctx }) => ctx.services.maintenance.logs()),
  removeDemo: procedure.mutation(({ ctx }) => ctx.services.maintenance.removeDemo()),
  cancel: procedure.mutation(({ ctx }) => ctx.services.maintenance.cancel()),
});
