/** Tokens of a model without a language model: the greedy ones, or with the user's words listened for. */

import type { LogProbs } from './alignment.ts';
import { boostedPath, type FrameSpan, type TokenBoost } from './boosted-path.ts';
import { greedyTokens, tokensOfPath, type PathToken } from './path-tokens.ts';
import { symbolsOfToken } from './token-symbols.ts';
import { createBoostCache } from './word-boost.ts';

/**
 * How much less likely than the greedy path a listed word may be, per letter (natural logarithm).
 *
 * Measured on the demo calls (13 minutes, 1590 words) with the bundled network alone, 20.6 % word errors without a list
 * (models/training/speech/listed-words.ts, 21 November 2026): with the 188 words listed that it mishears, 296 of their 328
 * occurrences are heard instead of 118 and 5 where they were not said; with 200 other words listed 2 are heard that nobody
 * said, with 2000 others 15. A bonus of 0.5 gives 284, 5, 1 and 6; one of 1 gives 309, 11 and 5.
 */
export const LETTER_BONUS = 0.7;

/**
 * @param words to listen for; with none the tokens are the greedy ones
 * @param span default: all frames
 */
export type TokenDecoder = (logProbs: LogProbs, words: readonly string[] | undefined, span?: FrameSpan) => PathToken[];

/** @param vocabulary the model's tokens; the last one is the blank */
export function createTokenDecoder(vocabulary: readonly string[], letterBonus = LETTER_BONUS): TokenDecoder {
  const boostFor = createBoostCache();
  const symbols = vocabulary.slice(0, -1).map(symbolsOfToken);
  return (logProbs, listed, span = { from: 0, to: logProbs.frames }) => {
    const words = boostFor(listed);
    if (words === null) return greedyTokens(logProbs, span.from, span.to);
    const boost: TokenBoost = { words, symbols, letterBonus };
    return tokensOfPath(logProbs, boostedPath(logProbs, boost, span), span.from);
  };
}
