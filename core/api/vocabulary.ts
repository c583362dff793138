/** The user's own words, and where the agent is heard. */

import { z } from 'zod';
import { VOCABULARY_LIMITS } from '#core/domain/vocabulary.ts';
import { procedure, router } from './procedures.ts';

const text = z.string().max(VOCABULARY_LIMITS.characters);
const entries = z
  .array(z.object({ word: text, variants: z.array(text).max(VOCABULARY_LIMITS.variants), isBoosted: z.boolean() }))
  .max(VOCABULARY_LIMITS.entries);
const format = z.enum(['json', 'csv']);
const file = z.object({ text: z.string().max(2_000_000), format, mode: z.enum(['replace', 'add']) });
const agentChannel = z.object({ agentChannel: z.enum(['auto', 'left', 'right']) });

export const vocabulary = router({
  get: procedure.query(({ ctx }) => ctx.services.vocabulary.get()),

  replace: procedure
    .input(z.object({ entries }))
    .mutation(({ ctx, input }) => ctx.services.vocabulary.replace(input.entries)),

  import: procedure
    .input(file)
    .mutation(({ ctx, input }) => ctx.services.vocabulary.import(input.text, input.format, input.mode)),

  export: procedure.input(z.object({ format })).query(({ ctx, input }) => ctx.services.vocabulary.export(input.format)),

  setAgentChannel: procedure
    .input(agentChannel)
    .mutation(({ ctx, input }) => ctx.services.vocabulary.setAgentChannel(input.agentChannel)),
});
