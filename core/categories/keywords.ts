/** Keywords of a category: words in any form, several in a row, or beginnings of words with `*`. */

import type { TextReading } from '#core/domain/candidate.ts';

interface KeywordWord {
  readonly stem: string;
  /** Beginning of the word instead of its stem. */
  readonly start: string | null;
}

/** One keyword, word by word. */
export interface Keyword {
  readonly words: readonly KeywordWord[];
}

/** @param read stems of a text @returns null for a keyword without letters */
export function toKeyword(text: string, read: (text: string) => TextReading): Keyword | null {
  const parts = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}*-]+/u)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const words = parts.flatMap((part): KeywordWord[] => {
    const start = part.endsWith('*') ? part.replaceAll('*', '') : null;
    if (start !== null) return [{ stem: '', start }];
    return read(part).stems.map((stem) => ({ stem, start: null }));
  });
  return words.length === 0 ? null : { words };
}

/** True where the words of a keyword stand in a row. */
export function hasKeyword({ words, stems }: TextReading, keyword: Keyword): boolean {
  return words.some((_, at) =>
    keyword.words.every(({ stem, start }, offset) =>
      start === null ? stems[at + offset] === stem : (words[at + offset]?.startsWith(start) ?? false),
    ),
  );
}
