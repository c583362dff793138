/** A turn cut where its speaker paused: the nearest thing to sentences in a text without punctuation. */

import type { Utterance } from '#core/domain/transcript.ts';

/** Pauses between sentences are mostly longer than this, pauses inside them shorter. */
const SENTENCE_PAUSE_MS = 350;

/** True for text with sentence marks, which recognisers of raw speech do not write. */
export const isPunctuated = (text: string): boolean => /[.?!…]/u.test(text);

/** @returns the whole text where it is punctuated or the words have no times */
export function clausesOf({ text, words }: Utterance): string[] {
  if (words.length === 0 || isPunctuated(text)) return [text];
  const clauses: string[][] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const isNew = !before || word.startMs - before.endMs > SENTENCE_PAUSE_MS;
    if (isNew) clauses.push([word.text]);
    else clauses.at(-1)?.push(word.text);
  }
  return clauses.map((clause) => clause.join(' '));
}
