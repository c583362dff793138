/** Phrases of a scorecard found in what was said, with or without punctuation. */

import { foldWord, phraseWords } from '#core/domain/scorecard-phrases.ts';

export interface SpokenWord {
  readonly text: string;
  /** Where it begins in the utterance. */
  readonly start: number;
}

/** Lower-case words, `ё` as `е`, with their places. */
export function spokenWords(text: string): SpokenWord[] {
  return Array.from(text.matchAll(/[\p{L}\d]+/gu), (match) => ({ text: foldWord(match[0]), start: match.index }));
}

/** @returns where the earliest of the phrases begins in the utterance, or null */
export type PhraseFinder = (words: readonly SpokenWord[]) => number | null;

/** A word of a phrase, or the beginning of one. */
interface Part {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * Reads the phrases once, for any number of utterances. A phrase without letters is never found.
 * @param phrases as a scorecard has them, see `phraseWords`
 */
export function phraseFinder(phrases: readonly string[]): PhraseFinder {
  const wanted = phrases
    .map((phrase) => phraseWords(phrase).map(partOf))
    .filter((parts) => parts.some(({ text }) => text));
  // Hundreds of phrases, of which few begin with the letter that is looked at.
  const byLetter = Map.groupBy(wanted, ([first]) => first?.text.charAt(0) ?? '');
  const afterAnyWord = byLetter.get('') ?? [];
  return (words) => {
    for (const [index, word] of words.entries()) {
      const isHere = (phrase: readonly Part[]): boolean => isAt(words, index, phrase);
      if (byLetter.get(word.text.charAt(0))?.some(isHere) || afterAnyWord.some(isHere)) return word.start;
    }
    return null;
  };
}

const partOf = (word: string): Part =>
  word.endsWith('*') ? { text: word.slice(0, -1), isWhole: false } : { text: word, isWhole: true };

function isAt(words: readonly SpokenWord[], index: number, phrase: readonly Part[]): boolean {
  return phrase.every(({ text, isWhole }, offset) => {
    const word = words[index + offset]?.text;
    return word !== undefined && (isWhole ? word === text : word.startsWith(text));
  });
}
