/**
 * T-one's phrases: runs of frames between pauses. Source: voicekit-team/T-one, tone/logprob_splitter.py (Apache-2.0), all
 * frames in one call.
 */

import type { LogProbs } from './alignment.ts';

/** Frames `[start, end)` of a phrase, and those `[decodeFrom, decodeTo)` that its text is read from. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly decodeFrom: number;
  readonly decodeTo: number;
}

/** A frame is silent when the probabilities of space and blank together exceed this. */
const SILENCE_THRESHOLD = 0.9;
/** So many silent frames end a phrase (0.6 s). */
const MIN_SILENCE_FRAMES = 20;
/** A phrase is read with so many more frames on each side. */
const EXPAND_FRAMES = 3;
/** Longer phrases are cut. */
const MAX_PHRASE_FRAMES = 2000;

/** Phrases in order. The space is the symbol before the last, the blank the last. */
export function splitPhrases({ data, frames, symbols }: LogProbs): Phrase[] {
  const phrases: Phrase[] = [];
  const add = (start: number, end: number): void => {
    phrases.push({
      start,
      end,
      decodeFrom: Math.max(0, start - EXPAND_FRAMES),
      decodeTo: Math.min(frames, end + EXPAND_FRAMES),
    });
  };
  let start = -1;
  let lastSpoken = -1;
  for (let frame = 0; frame < frames; frame += 1) {
    const row = (frame + 1) * symbols;
    const isSilent = Math.exp(data[row - 2]!) + Math.exp(data[row - 1]!) > SILENCE_THRESHOLD;
    if (!isSilent) {
      if (start < 0) start = frame;
      lastSpoken = frame;
    }
    if (start < 0) continue;
    if (frame - lastSpoken >= MIN_SILENCE_FRAMES) {
      add(start, lastSpoken + 1);
      start = -1;
    } else if (frame + 1 - start >= MAX_PHRASE_FRAMES) {
      add(start, frame + 1);
      start = -1;
    }
  }
  if (start >= 0) add(start, lastSpoken + 1);
  return phrases;
}
