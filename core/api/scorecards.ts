/** Scorecards, and the scores of calls by the active one. */

import { z } from 'zod';
import { CRITERION_VALUES } from '#core/domain/scorecard.ts';
import { scorecardDraft } from '#core/scorecards/index.ts';
import { procedure, router } from './procedures.ts';
import { withProgress } from './with-progress.ts';

const callId = z.string().min(1).max(300);
const id = z.string().min(1).max(100);

/** The file's own limit is smaller and says so in words. */
const MAX_FILE_CHARACTERS = 1_000_000;

/** More are no sample any more, and take half a minute. */
const MOST_PREVIEWED = 5000;

export const scorecards = router({
  list: procedure.query(({ ctx }) => ctx.services.scorecards.list()),

  find: procedure.input(z.object({ id })).query(({ ctx, input }) => ctx.services.scorecards.find(input.id)),

  save: procedure.input(scorecardDraft).mutation(({ ctx, input }) => ctx.services.scorecards.save(input)),

  /** How far it is, then how the newest calls would score; ends with the subscription. */
  preview: procedure
    .input(z.object({ draft: scorecardDraft, calls: z.int().min(1).max(MOST_PREVIEWED) }))
    .subscription(async function* ({ ctx, input: { draft, calls }, signal = new AbortController().signal }) {
      yield* withProgress(signal, (work) => ctx.services.scorecards.preview(draft, { ...work, calls }));
    }),

  /** Null for a call that is not analysed. */
  score: procedure.input(z.object({ callId })).query(({ ctx, input }) => ctx.services.scorecards.scoreOf(input.callId)),

  /** A person's judgement; null goes back to the automatic one. */
  judge: procedure
    .input(z.object({ callId, criterionId: id, value: z.enum(CRITERION_VALUES).nullable() }))
    .mutation(({ ctx, input }) => ctx.services.scorecards.judge(input)),

  import: procedure
    .input(z.object({ text: z.string().max(MAX_FILE_CHARACTERS) }))
    .mutation(({ ctx, input }) => ctx.services.scorecards.import(input.text)),

  export: procedure.input(z.object({ id })).query(({ ctx, input }) => ctx.services.scorecards.export(input.id)),

  use: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.services.scorecards.use(input.id)),

  remove: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.services.scorecards.remove(input.id)),
});
