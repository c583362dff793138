/** Watched folders: list, preview of names, add, change, remove. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const folderPath = z.string().min(1).max(4_000);
const id = z.string().max(100);
const pattern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('auto') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('ready'), id: z.string().max(100) }),
  z.object({ kind: z.literal('template'), template: z.string().max(200) }),
]);
const MAX_MANAGERS = 2_000;
const managers = z
  .record(z.string().regex(/^\d{1,6}$/u), z.string().trim().min(1).max(200))
  .refine((names) => Object.keys(names).length <= MAX_MANAGERS, 'too many managers');
const folder = z.object({ path: folderPath, pattern, managers });

export const folders = router({
  patterns: procedure.query(({ ctx }) => ctx.services.folders.patterns()),
  list: procedure.query(({ ctx }) => ctx.services.folders.list()),
  preview: procedure
    .input(folder.extend({ managers: managers.default({}) }))
    .query(({ ctx, input }) => ctx.services.folders.preview(input)),
  add: procedure.input(folder).mutation(({ ctx, input }) => ctx.services.folders.add(input)),
  change: procedure
    .input(
      z.object({
        id,
        pattern: pattern.exactOptional(),
        managers: managers.exactOptional(),
        isOn: z.boolean().exactOptional(),
      }),
    )
    .mutation(({ ctx, input: { id: folderId, ...change } }) => ctx.services.folders.change(folderId, change)),
  remove: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.services.folders.remove(input.id)),
});
