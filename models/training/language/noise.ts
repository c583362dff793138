/** Slips of speech recognition on texts, so that no single word or ending decides. */

import { hashText } from '#core/language/features/hash.ts';
import type { Token } from '#core/language/text/tokens.ts';

import { seededRandom } from './random.ts';

const LOST_WORDS = 0.15;
const CUT_ENDINGS = 0.1;
const LONGEST_CUT = 2;
/** Shorter words are not cut. */
const CUT_FROM = 5;

/** @param tokens of a text @param text seeds the slips: the same text always gets the same @returns fewer, partly cut words */
export function withSlips(tokens: readonly Token[], text: string): Token[] {
  const random = seededRandom(hashText(text));
  return tokens
    .filter(() => random() >= LOST_WORDS)
    .map((token) => {
      if (random() >= CUT_ENDINGS || token.word.length < CUT_FROM) return token;
      return { ...token, word: token.word.slice(0, -1 - Math.floor(random() * LONGEST_CUT)) };
    });
}
