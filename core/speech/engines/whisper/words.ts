/** From a Whisper model's tokens to words, and what of a text is believed. */

import { deflateSync } from 'node:zlib';

import type { RecognizedPiece, RecognizedWord } from '../../engine.ts';

/** A token as it is spelled, a space before each new word; seconds from the start of the audio; 0..1. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly probability: number;
}

/** Thresholds of openai/whisper, transcribe.py: a text that repeats itself, and a guess about a sound. */
export const MOST_COMPRESSION = 2.4;
export const LEAST_LOGPROB = -1;
export const NO_SPEECH = 0.6;

/** @param pieceMs length of the audio; words are kept inside */
export function pieceOf(tokens: readonly Token[], pieceMs: number): RecognizedPiece {
  const words = inOrder(joinTokens(tokens), Math.floor(pieceMs));
  if (words.length === 0) return { text: '', words: [], confidence: 0 };
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    confidence: words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters,
  };
}

/**
 * How many times smaller the text becomes when packed; repetition gives high figures. One byte a letter, so that
 * Cyrillic ones count like Latin ones, for which the threshold was found.
 */
export function compressionOf(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  return bytes.length / deflateSync(bytes).length;
}

interface TimedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly confidence: number;
}

/** A token that begins with a space begins a word; punctuation stays with the word before it. */
function joinTokens(tokens: readonly Token[]): TimedWord[] {
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

/** The models' times may touch, overlap and lie behind the end: every word gets at least a millisecond in its order. */
function inOrder(words: readonly TimedWord[], pieceMs: number): RecognizedWord[] {
  let earliest = 0;
  return words.slice(0, pieceMs).map((word, i, all) => {
    // The words behind it need their millisecond too.
    const latest = pieceMs - (all.length - 1 - i);
    const startMs = clamp(word.startMs, earliest, latest - 1);
    earliest = clamp(word.endMs, startMs + 1, latest);
    return { text: word.text, startMs, endMs: earliest, confidence: word.confidence };
  });
}
