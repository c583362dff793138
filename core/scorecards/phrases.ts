/** Phrases of a scorecard found in what was said, with or without punctuation. */

interface SpokenWord {
  readonly text: string;
  /** Where it begins in the utterance. */
  readonly start: number;
}

/** Lower-case words, `ё` as `е`, with their places. */
export function spokenWords(text: string): SpokenWord[] {
  return Array.from(text.matchAll(/[\p{L}\d]+/gu), (match) => ({ text: plain(match[0]), start: match.index }));
}

/** Words of a phrase; `*` alone or at the end of a word stays. Nothing in it is a regular expression. */
export const phraseWords = (phrase: string): string[] => plain(phrase).match(/[\p{L}\d]+\*?|\*/gu) ?? [];

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

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
