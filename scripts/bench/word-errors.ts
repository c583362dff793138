/** Word and character error rates. */

/** Counts of one or several comparisons. */
export interface ErrorCounts {
  readonly wordErrors: number;
  readonly words: number;
  readonly letterErrors: number;
  readonly letters: number;
}

export const NO_ERRORS: ErrorCounts = { wordErrors: 0, words: 0, letterErrors: 0, letters: 0 };

/** Lower case, ё as е, letters and digits only, single spaces. */
export const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^а-яa-z0-9]+/g, ' ')
    .trim();

/** Compares a heard text with what was said; both are normalised here. */
export function countErrors(said: string, heard: string): ErrorCounts {
  const reference = normalised(said);
  const hypothesis = normalised(heard);
  const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
  return {
    wordErrors: editDistance(words(reference), words(hypothesis)),
    words: words(reference).length,
    letterErrors: editDistance(Array.from(reference), Array.from(hypothesis)),
    letters: reference.length,
  };
}

export const addCounts = (a: ErrorCounts, b: ErrorCounts): ErrorCounts => ({
  wordErrors: a.wordErrors + b.wordErrors,
  words: a.words + b.words,
  letterErrors: a.letterErrors + b.letterErrors,
  letters: a.letters + b.letters,
});

/** Insertions, deletions and substitutions that turn one list into the other (Levenshtein). */
function editDistance(from: readonly string[], to: readonly string[]): number {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, item] of from.entries()) {
    const row = [i + 1];
    for (const [j, other] of to.entries()) {
      row.push(Math.min(previous[j + 1]! + 1, row[j]! + 1, previous[j]! + (item === other ? 0 : 1)));
    }
    previous = row;
  }
  return previous.at(-1)!;
}
