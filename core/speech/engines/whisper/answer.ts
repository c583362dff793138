/** What whisper.cpp's server answers, and what of it is believed. */

import { deflateSync } from 'node:zlib';

import { z } from 'zod';

import { AppError } from '#core/errors.ts';
import type { RecognizedPiece, RecognizedWord } from '../../engine.ts';

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
type Token = z.infer<typeof tokenSchema>;

/** Thresholds of openai/whisper, transcribe.py: a text that repeats itself, and a guess about a sound. */
const MOST_COMPRESSION = 2.4;
const NO_SPEECH = 0.6;
const LEAST_LOGPROB = -1;

/** @param pieceMs length of the audio that was sent; words are kept inside. Throws `engine.crashed` for another answer. */
export function readAnswer(body: unknown, pieceMs: number): RecognizedPiece {
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw new AppError('engine.crashed', { reason: 'answer' }, { cause: answer.error });
  const tokens = answer.data.segments.filter(isBelieved).flatMap((segment) => segment.words ?? []);
  const words = inOrder(joinTokens(tokens), Math.floor(pieceMs));
  if (words.length === 0) return { text: '', words: [], confidence: 0 };
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    confidence: words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters,
  };
}

function isBelieved({ text, avg_logprob, no_speech_prob }: AnswerSegment): boolean {
  const isGuess = no_speech_prob > NO_SPEECH && (avg_logprob ?? -Infinity) < LEAST_LOGPROB;
  return !isGuess && compressionOf(text) <= MOST_COMPRESSION;
}

/**
 * How many times smaller the text becomes when packed; repetition gives high figures. One byte a letter, so that
 * Cyrillic ones count like Latin ones, for which the threshold was found.
 */
export function compressionOf(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  return bytes.length / deflateSync(bytes).length;
}

interface Timed {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly confidence: number;
}

/** A token that begins with a space begins a word; punctuation stays with the word before it. */
function joinTokens(tokens: readonly Token[]): Timed[] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    const last = groups.at(-1);
    if (last === undefined || /^\s/.test(token.word)) groups.push([token]);
    else last.push(token);
  }
  return groups
    .map((group) => ({
      text: group
        .map(({ word }) => word)
        .join('')
        .trim()
        .replace(/\s+/g, ' '),
      startMs: Math.round(group[0]!.start * 1000),
      endMs: Math.round(group.at(-1)!.end * 1000),
      confidence: group.reduce((sum, { probability }) => sum + clamp(probability, 0.001, 1), 0) / group.length,
    }))
    .filter(({ text }) => text !== '');
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** whisper.cpp's times may touch, overlap and lie behind the end: every word gets at least a millisecond in its order. */
function inOrder(words: readonly Timed[], pieceMs: number): RecognizedWord[] {
  let earliest = 0;
  return words.slice(0, pieceMs).map((word, i, all) => {
    // The words behind it need their millisecond too.
    const latest = pieceMs - (all.length - 1 - i);
    const startMs = clamp(word.startMs, earliest, latest - 1);
    earliest = clamp(word.endMs, startMs + 1, latest);
    return { text: word.text, startMs, endMs: earliest, confidence: word.confidence };
  });
}
