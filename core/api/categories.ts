/** Categories: the list, changes and their preview, versions, files, drafts; suggestions of new ones. */

import { z } from 'zod';
import { latest } from './latest.ts';
import { procedure, router } from './procedures.ts';
import { withProgress } from './with-progress.ts';

const id = z.string().min(1).max(100);
const name = z.string().trim().min(1).max(120);
const phrases = (most: number, longest: number) => z.array(z.string().max(longest)).max(most).readonly();

const draft = z.object({
  id: id.nullable(),
  name,
  recommendation: z.string().trim().max(2000),
  examples: phrases(500, 1000),
  counterExamples: phrases(500, 1000),
  keywords: phrases(300, 100),
  isEnabled: z.boolean(),
});

/** A draft is tried while its name is still empty. */
const unnamedDraft = draft.extend({ name: z.string().max(120) });

const edit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('put'), draft }),
  z.object({ kind: z.literal('switch'), id, isEnabled: z.boolean() }),
  z.object({ kind: z.literal('remove'), id }),
  z.object({ kind: z.literal('merge'), from: id, into: id }),
  z.object({ kind: z.literal('restore'), version: z.int().min(0) }),
]);

/** The file's own limit is smaller and says so in words. */
const MAX_FILE_CHARACTERS = 20_000_000;
const STATE_INTERVAL_MS = 100;

const noSignal = (): AbortSignal => new AbortController().signal;

export const categories = router({
  list: procedure.query(({ ctx }) => ctx.services.categories.list()),

  edit: procedure.input(edit).mutation(({ ctx, input }) => ctx.services.categories.apply(input)),

  /** How far it is, then the result; ends with the subscription. */
  preview: procedure.input(edit).subscription(async function* ({ ctx, input, signal = noSignal() }) {
    yield* withProgress(signal, (work) => ctx.services.categories.preview(input, work));
  }),

  versions: procedure.query(({ ctx }) => ctx.services.categories.versions()),

  import: procedure
    .input(z.object({ text: z.string().max(MAX_FILE_CHARACTERS) }))
    .mutation(({ ctx, input }) => ctx.services.categories.import(input.text)),

  export: procedure.query(({ ctx }) => ctx.services.categories.export()),

  measure: procedure.input(unnamedDraft).query(({ ctx, input }) => ctx.services.categories.measure(input)),

  tryOut: procedure.input(unnamedDraft).query(({ ctx, input }) => ctx.services.categories.tryOut(input)),

  /** How far stored calls follow the categories, now and at every change. */
  settling: procedure.subscription(({ ctx, signal }) =>
    latest({
      read: () => ctx.services.settling.state(),
      listen: (listener) => ctx.services.settling.onChange(listener),
      signal: signal ?? noSignal(),
      intervalMs: STATE_INTERVAL_MS,
    }),
  ),

  startSettling: procedure.mutation(({ ctx }) => ctx.services.settling.start()),

  cancelSettling: procedure.mutation(({ ctx }) => ctx.services.settling.cancel()),
});

export const suggestions = router({
  list: procedure.query(({ ctx, signal }) => ctx.services.suggestions.list(signal ?? noSignal())),

  /** @returns the id of the new category */
  accept: procedure
    .input(z.object({ id, name, recommendation: z.string().trim().max(2000) }))
    .mutation(({ ctx, input }) => ctx.services.suggestions.accept(input)),

  merge: procedure
    .input(z.object({ id, into: id }))
    .mutation(({ ctx, input }) => ctx.services.suggestions.merge(input)),

  reject: procedure.input(z.object({ id })).mutation(({ ctx, input }) => ctx.services.suggestions.reject(input.id)),

  rename: procedure.input(z.object({ id, name })).mutation(({ ctx, input }) => ctx.services.suggestions.rename(input)),

  countRejected: procedure.query(({ ctx }) => ctx.services.suggestions.countRejected()),

  /** @returns how many there were */
  forgetRejected: procedure.mutation(({ ctx }) => ctx.services.suggestions.forgetRejected()),
});
