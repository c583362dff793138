/** What the core and the process that tries a model say to each other. Models of speech hear a recording instead. */

import { z } from 'zod';
import type { FailedReply } from './refine-messages.ts';

const weights = z.object({ path: z.string(), sha256: z.string() });

/** Folders and paths are absolute; `samplePath` is a recording of one voice. */
const request = z.discriminatedUnion('trial', [
  z.object({ trial: z.literal('punctuation'), folder: z.string() }),
  z.object({ trial: z.literal('segmentation'), folder: z.string(), samplePath: z.string() }),
  z.object({ trial: z.literal('voices'), folder: z.string(), samplePath: z.string() }),
  z.object({ trial: z.literal('sentences'), folder: z.string(), weights, prefix: z.string() }),
  z.object({
    trial: z.literal('tones'),
    folder: z.string(),
    weights,
    /** Where the model's own names of its classes are known to be wrong. */
    labels: z.array(z.string()).readonly().exactOptional(),
  }),
]);
export type TrialRequest = z.infer<typeof request>;

export const tryModelMessage = z.object({ type: z.literal('try-model'), id: z.number(), request });
export type TryModelMessage = z.infer<typeof tryModelMessage>;

export type TrialReply = { readonly type: 'tried'; readonly id: number } | FailedReply;
