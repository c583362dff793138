/** Stretches of speech heard together, for engines where a short request costs as much as a long one. */

import type { RecognizedPiece, RecognizedWord } from './engine.ts';

/** A stretch of one channel. */
export interface Stretch {
  readonly samples: Float32Array;
}

export interface Chunker<T extends Stretch> {
  /** @returns the chunks that are full now, each of one stretch or more */
  add(stretch: T): readonly T[][];
  /** @returns what is left */
  finish(): readonly T[][];
}

/** Silence between two stretches, so that the last word of one does not run into the first of the next. */
const GAP_MS = 200;

/** @param longest length of a chunk in samples with the silence inside; 0: every stretch by itself */
export function createChunker<T extends Stretch>(longest: number, rate: number): Chunker<T> {
  let waiting: T[] = [];
  let length = 0;
  const gap = (GAP_MS * rate) / 1000;
  const take = (): T[][] => {
    const chunk = waiting;
    waiting = [];
    length = 0;
    return chunk.length === 0 ? [] : [chunk];
  };
  return {
    add(stretch) {
      const full = length + gap + stretch.samples.length > longest ? take() : [];
      waiting.push(stretch);
      length += (length === 0 ? 0 : gap) + stretch.samples.length;
      return longest === 0 ? take() : full;
    },
    finish: take,
  };
}

/** The samples of a chunk with silence in between. */
export function joinStretches(stretches: readonly Stretch[], rate: number): Float32Array {
  if (stretches.length === 1) return stretches[0]!.samples;
  const joined = new Float32Array(placesOf(stretches, rate).at(-1)!.end);
  placesOf(stretches, rate).forEach(({ start }, i) => joined.set(stretches[i]!.samples, start));
  return joined;
}

/**
 * What was heard in each stretch of a chunk, times from the start of the stretch. A word belongs to where its middle
 * lies; in the silence, to the stretch before.
 */
export function shareOut(heard: RecognizedPiece, stretches: readonly Stretch[], rate: number): RecognizedPiece[] {
  if (stretches.length === 1) return [heard];
  const places = placesOf(stretches, rate).map(({ start, end }) => ({
    startMs: (start * 1000) / rate,
    lengthMs: ((end - start) * 1000) / rate,
  }));
  const shares: RecognizedWord[][] = places.map(() => []);
  for (const word of heard.words) {
    const middle = (word.startMs + word.endMs) / 2;
    const index = Math.max(
      0,
      places.findLastIndex(({ startMs }) => startMs <= middle),
    );
    const { startMs, lengthMs } = places[index]!;
    const within = (ms: number): number => Math.min(lengthMs, Math.max(0, ms - startMs));
    shares[index]!.push({ ...word, startMs: within(word.startMs), endMs: within(word.endMs) });
  }
  return shares.map(pieceOf);
}

function placesOf(stretches: readonly Stretch[], rate: number): { readonly start: number; readonly end: number }[] {
  let at = 0;
  return stretches.map(({ samples }) => {
    const start = at;
    at += samples.length + (GAP_MS * rate) / 1000;
    return { start, end: start + samples.length };
  });
}

function pieceOf(words: readonly RecognizedWord[]): RecognizedPiece {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    confidence: letters === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters,
  };
}
