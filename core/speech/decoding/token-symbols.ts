/** What the tokens of a model's vocabulary spell, so that sub-words and letters can be followed through one tree. */

import { ALPHABET, SPACE } from './alphabet.ts';
import { WORD_MARK } from './token-words.ts';

/** A digit, a foreign letter or a token without text: part of no listed word. */
export const FOREIGN = -1;

/**
 * Places in the alphabet: capitals count as small letters and ё as е; spaces, hyphens and punctuation stand between
 * words and count as spaces.
 */
export function symbolsOfToken(token: string): readonly number[] {
  if (token === '') return [FOREIGN];
  return Array.from(token.replaceAll(WORD_MARK, ' ').toLowerCase().replaceAll('ё', 'е'), (character) => {
    const symbol = ALPHABET.indexOf(character);
    if (symbol >= 0) return symbol;
    return /[\p{L}\p{N}]/u.test(character) ? FOREIGN : SPACE;
  });
}
