/** Tokens to words with times and confidences. */

import type { RecognizedPiece, RecognizedWord } from '../engine.ts';
import type { PathToken } from './path-tokens.ts';

/** The space of vocabularies made by SentencePiece. */
export const WORD_MARK = '\u2581';

export interface TokenTiming {
  readonly frameMs: number;
  /** Added to every time: the delay of the model and of its padding. */
  readonly offsetMs?: number;
  /** Times are kept within the piece. */
  readonly pieceMs: number;
}

/**
 * Words of the tokens; a space anywhere in a token's text ends a word, `isBreak` ends one in front of a token.
 *
 * A word starts with the first frame of its first token and ends one frame after the first frame of its last token (as
 * GigaAM's `frames_to_words`). Its confidence is the geometric mean of the probabilities of its tokens over their runs,
 * exp(sum of sums / sum of frames); the piece's is the mean of its words', weighted by their letters.
 */
export function wordsOfTokens(
  tokens: readonly PathToken[],
  vocabulary: readonly string[],
  timing: TokenTiming & { readonly isBreak?: (token: PathToken) => boolean },
): RecognizedPiece {
  const groups: { text: string; tokens: PathToken[] }[] = [];
  let isOpen = false;
  for (const token of tokens) {
    if (timing.isBreak?.(token)) isOpen = false;
    const parts = vocabulary[token.id]!.replaceAll(WORD_MARK, ' ').split(' ');
    parts.forEach((part, i) => {
      if (i > 0) isOpen = false;
      if (part === '') return;
      if (!isOpen) groups.push({ text: '', tokens: [] });
      isOpen = true;
      groups.at(-1)!.text += part;
      groups.at(-1)!.tokens.push(token);
    });
  }
  const words: RecognizedWord[] = [];
  for (const group of groups) words.push(wordOf(group, words.at(-1)?.endMs ?? 0, timing));
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    confidence:
      letters === 0 ? 0 : words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters,
  };
}

function wordOf(
  { text, tokens }: { readonly text: string; readonly tokens: readonly PathToken[] },
  earliestMs: number,
  { frameMs, offsetMs = 0, pieceMs }: TokenTiming,
): RecognizedWord {
  const startMs = Math.max(earliestMs, Math.min(pieceMs - frameMs, tokens[0]!.frame * frameMs + offsetMs));
  const endMs = Math.min(pieceMs, (tokens.at(-1)!.frame + 1) * frameMs + offsetMs);
  const frames = tokens.reduce((sum, token) => sum + token.frames, 0);
  const logSum = tokens.reduce((sum, token) => sum + token.logSum, 0);
  return {
    text,
    startMs,
    endMs: Math.max(startMs + frameMs, endMs),
    confidence: Math.min(1, Math.exp(logSum / frames)),
  };
}
