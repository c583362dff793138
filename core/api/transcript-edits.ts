/** Correcting transcripts: versions, texts, speakers, another engine. */

import { z } from 'zod';
import { procedure, router } from './procedures.ts';

const callId = z.string().min(1).max(300);
const version = z.object({ callId, versionId: z.int().min(1) });
const place = version.extend({ utterance: z.int().min(0).max(100_000) });

export const transcriptEdits = router({
  history: procedure
    .input(z.object({ callId }))
    .query(({ ctx, input }) => ctx.services.transcriptEdits.history(input.callId)),

  editText: procedure
    .input(place.extend({ text: z.string().min(1).max(10_000) }))
    .mutation(({ ctx, input }) => ctx.services.transcriptEdits.editText(input)),

  setSpeaker: procedure
    .input(place.extend({ speaker: z.enum(['agent', 'client']) }))
    .mutation(({ ctx, input }) => ctx.services.transcriptEdits.setSpeaker(input)),

  swapSpeakers: procedure.input(version).mutation(({ ctx, input }) => ctx.services.transcriptEdits.swapSpeakers(input)),

  goBack: procedure.input(version).mutation(({ ctx, input }) => ctx.services.transcriptEdits.goBack(input)),

  /** Answers when the work is planned; its progress is that of the processing. */
  transcribeBy: procedure
    .input(z.object({ callId, engineId: z.string().min(1).max(100) }))
    .mutation(({ ctx, input }) => ctx.services.transcriptEdits.transcribeBy(input.callId, input.engineId)),
});
