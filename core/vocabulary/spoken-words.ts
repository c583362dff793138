/** What recognition is to listen for. */

import type { VocabularyEntry } from '#core/domain/vocabulary.ts';

/** Words and variants of the entries that are to be listened for, each once. */
export const spokenWords = (entries: readonly VocabularyEntry[]): readonly string[] => [
  ...new Set(entries.filter(({ isBoosted }) => isBoosted).flatMap(({ word, variants }) => [word, ...variants])),
];
