/** Work on a finished transcript that may fail without harm: who speaks in a mixed channel, punctuation. */

import { z } from 'zod';

import type { Utterance } from '#core/domain/transcript.ts';
import type { ErrorData } from '#core/errors.ts';

/** Our own transcripts come back from our own process: only that they are lists is checked. */
const utterances = z.custom<readonly Utterance[]>(Array.isArray);

/** Paths and folders are absolute. */
export const refineMessage = z.discriminatedUnion('step', [
  z.object({ type: z.literal('refine'), id: z.number(), step: z.literal('punctuate'), utterances, folder: z.string() }),
  z.object({
    type: z.literal('refine'),
    id: z.number(),
    step: z.literal('diarize'),
    utterances,
    path: z.string(),
    direction: z.enum(['in', 'out']).nullable(),
    agentName: z.string().nullable(),
    folders: z.object({ segmentation: z.string(), voices: z.string() }),
  }),
]);
export type RefineMessage = z.infer<typeof refineMessage>;

type WithoutEnvelope<T> = T extends unknown ? Omit<T, 'type' | 'id'> : never;
export type RefineRequest = WithoutEnvelope<RefineMessage>;

export interface FailedReply {
  readonly type: 'failed';
  readonly id: number;
  readonly error: ErrorData;
  /** The foreign error behind it, for the log only. */
  readonly cause: string | undefined;
}

export type RefineReply =
  | { readonly type: 'progress'; readonly id: number; readonly audioDoneMs: number; readonly audioTotalMs: number }
  /** Null: nothing can be said, the utterances stay as they are. */
  | { readonly type: 'refined'; readonly id: number; readonly utterances: readonly Utterance[] | null }
  | FailedReply;
