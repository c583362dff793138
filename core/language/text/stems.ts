/** Russian word stems (Snowball), remembered because calls repeat their words. */

import snowball from 'snowball-stemmers';

const stemmer = snowball.newStemmer('russian');

/** Words kept; beyond that the memory starts anew, so that odd input cannot grow it without end. */
const REMEMBERED_WORDS = 50_000;
const known = new Map<string, string>();

/** @param word lower case, `ё` already replaced @returns its stem; words of other scripts come back unchanged */
export function stemOf(word: string): string {
  const found = known.get(word);
  if (found !== undefined) return found;
  const stem = word.length < 4 ? word : stemmer.stem(word);
  if (known.size >= REMEMBERED_WORDS) known.clear();
  known.set(word, stem);
  return stem;
}
