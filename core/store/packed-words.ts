/** Words of an utterance as one column. */

import type { Word } from '#core/domain/transcript.ts';

/** Words are stored as triples: a third of the size of objects, and there are very many. */
type WordTriple = [text: string, startMs: number, endMs: number];

export const packWords = (words: readonly Word[]): string =>
  JSON.stringify(words.map((word): WordTriple => [word.text, word.startMs, word.endMs]));

export const unpackWords = (json: string): Word[] =>
  (JSON.parse(json) as WordTriple[]).map(([text, startMs, endMs]) => ({ text, startMs, endMs }));
