/** How promising a client is, and letters to propose. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const categoryId = z.string().min(1).max(100);

export const qualification = router({
  ofCall: procedure
    .input(z.object({ id: z.string().max(300) }))
    .query(({ ctx, input }) => ctx.services.qualification.ofCall(input.id)),
  templates: procedure.query(({ ctx }) => ctx.services.qualification.templates()),
  saveTemplate: procedure
    .input(z.object({ category: categoryId, text: z.string().trim().min(1).max(4_000) }))
    .mutation(({ ctx, input }) => ctx.services.qualification.saveTemplate(input)),
  resetTemplate: procedure
    .input(z.object({ category: categoryId }))
    .mutation(({ ctx, input }) => ctx.services.qualification.resetTemplate(input.category)),
  knowledge: procedure.query(({ ctx }) => ctx.services.qualification.knowledge()),
  saveKnowledge: procedure
    .input(z.object({ text: z.string().max(100_000) }))
    .mutation(({ ctx, input }) => ctx.services.qualification.saveKnowledge(input.text)),
});
