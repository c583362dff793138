/** The user's own words: checking them, tables and files of them, putting them into texts. */

export { readVocabularyCsv, writeVocabularyCsv } from './csv.ts';
export { checkEntries, mergeEntries } from './entries.ts';
export { readVocabularyJson, writeVocabularyJson } from './json.ts';
export { createReplacer, type Replacer } from './replacer.ts';
export { spokenWords } from './spoken-words.ts';
