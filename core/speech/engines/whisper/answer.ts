/** What whisper.cpp's server answers, and what of it is believed. */

import { z } from 'zod';

import { AppError } from '#core/errors.ts';
import type { RecognizedPiece } from '../../engine.ts';
import { compressionOf, LEAST_LOGPROB, MOST_COMPRESSION, NO_SPEECH, pieceOf } from './words.ts';

const tokenSchema = z.object({ word: z.string(), start: z.number(), end: z.number(), probability: z.number() });

const answerSchema = z.object({
  segments: z.array(
    z.object({
      text: z.string(),
      words: z.array(tokenSchema).optional(),
      avg_logprob: z.number().nullable(),
      no_speech_prob: z.number(),
    }),
  ),
});

type AnswerSegment = z.infer<typeof answerSchema>['segments'][number];

/** @param pieceMs length of the audio that was sent; words are kept inside. Throws `engine.crashed` for another answer. */
export function readAnswer(body: unknown, pieceMs: number): RecognizedPiece {
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw new AppError('engine.crashed', { reason: 'answer' }, { cause: answer.error });
  const tokens = answer.data.segments.filter(isBelieved).flatMap((segment) => segment.words ?? []);
  return pieceOf(tokens, pieceMs);
}

function isBelieved({ text, avg_logprob, no_speech_prob }: AnswerSegment): boolean {
  const isGuess = no_speech_prob > NO_SPEECH && (avg_logprob ?? -Infinity) < LEAST_LOGPROB;
  return !isGuess && compressionOf(text) <= MOST_COMPRESSION;
}
