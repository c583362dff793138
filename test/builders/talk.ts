/** Utterances with times for the measures of a conversation. */

import type { Speaker, Utterance } from '#core/domain/transcript.ts';

/** One utterance from `startMs` to `endMs`; without words, as imported texts are. */
export const said = (
  speaker: Speaker,
  span: readonly [startMs: number, endMs: number],
  text = 'говорю по делу',
): Utterance => ({
  speaker,
  startMs: span[0],
  endMs: span[1],
  text,
  confidence: 0.9,
  words: [],
});

/** One utterance whose words follow each other at the given starts, each `wordMs` long. */
export function saidWords(
  speaker: Speaker,
  text: string,
  { starts, wordMs = 300 }: { starts: readonly number[]; wordMs?: number },
): Utterance {
  const words = text.split(' ').map((word, index) => {
    const startMs = starts[index] ?? 0;
    return { text: word, startMs, endMs: startMs + wordMs };
  });
  return { speaker, startMs: words[0]!.startMs, endMs: words.at(-1)!.endMs, text, confidence: 0.9, words };
}
