/** Phrases of a scorecard found in what was said, with or without punctuation. */

import { foldWord } from '#core/domain/scorecard-phrases.ts';

interface SpokenWord {
  readonly text: string;
  /** Where it begins in the utterance. */
  readonly start: number;
}

/** Lower-case words, `ё` as `е`, with their places. */
export function spokenWords(text: string): SpokenWord[] {
  return Array.from(text.matchAll(/[\p{L}\d]+/gu), (match) => ({ text: foldWord(match[0]), start: match.index }));
}

/** @returns where the earliest of `phrases` begins in `text`, or null; a phrase without letters is never found */
export function findPhrase(text: string, phrases: readonly (readonly string[])[]): number | null {
  const words = spokenWords(text);
  for (const [index, word] of words.entries()) {
    if (phrases.some((phrase) => isAt(words, index, phrase))) return word.start;
  }
  return null;
}

function isAt(words: readonly SpokenWord[], index: number, phrase: readonly string[]): boolean {
  if (phrase.every((part) => part === '*')) return false;
  return phrase.every((part, offset) => {
    const word = words[index + offset]?.text;
    if (word === undefined) return false;
    return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part;
  });
}
