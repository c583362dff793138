/** What the core and its speech process say to each other. */

import { z } from 'zod';

import { ENGINE_DEVICES } from '#core/speech/index.ts';

import type { Transcript } from '#core/domain/transcript.ts';
import type { FailedReply, RefineReply } from './refine-messages.ts';
import type { TrialReply } from './trial-messages.ts';

const speaker = z.enum(['agent', 'client', 'unknown']);

/** The core's only request; `path` and `modelFolder` are absolute. */
export const transcribeMessage = z.object({
  type: z.literal('transcribe'),
  id: z.number(),
  path: z.string(),
  direction: z.enum(['in', 'out']).nullable(),
  agentName: z.string().nullable(),
  channelRoles: z.union([z.literal('auto'), z.tuple([speaker, speaker]).readonly()]),
  vocabulary: z.array(z.string()).readonly().optional(),
  engineId: z.string(),
  modelFolder: z.string(),
  engineSettings: z
    .object({
      whisperServer: z.array(z.string()).readonly().exactOptional(),
      language: z.string().exactOptional(),
      device: z.enum(ENGINE_DEVICES).exactOptional(),
    })
    .exactOptional(),
});
export type TranscribeMessage = z.infer<typeof transcribeMessage>;

/** Answers of the process: progress at most five times a second, then one of the other two. */
export type SpeechReply =
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly audioDoneMs: number;
      readonly audioTotalMs: number;
    }
  | { readonly type: 'done'; readonly id: number; readonly transcript: Transcript }
  | FailedReply;

/** The process is our own code, so only the shape of the envelope is checked. */
export const isSpeechReply = (message: unknown): message is SpeechReply | RefineReply | TrialReply =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  'id' in message &&
  typeof message.type === 'string' &&
  ['progress', 'done', 'refined', 'tried', 'failed'].includes(message.type);
