/** A text that a person wrote over a recognised one keeps the times of the words that stayed. */

import type { Word } from './transcript.ts';

const plain = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Words of the new text with times: those that stayed keep theirs, the others share the time between them evenly.
 * @param words of the text before, in order; empty when their times are unknown, and then so are the new ones'
 * @param span first and last moment of the utterance, milliseconds
 */
export function retimeWords(
  text: string,
  words: readonly Word[],
  span: { readonly startMs: number; readonly endMs: number },
): readonly Word[] {
  const tokens = text.split(/\s+/u).filter((token) => token !== '');
  if (words.length === 0) return [];
  const kept = keptWords(
    words.map((word) => plain(word.text)),
    tokens.map(plain),
  );
  const result: Word[] = [];
  for (let at = 0; at < tokens.length;) {
    const old = words[kept[at] ?? -1];
    if (old) {
      result.push({ ...old, text: tokens[at]! });
      at += 1;
      continue;
    }
    let end = at;
    while (end < tokens.length && kept[end] === null) end += 1;
    const startMs = result.at(-1)?.endMs ?? span.startMs;
    const endMs = Math.max(startMs, words[kept[end] ?? -1]?.startMs ?? span.endMs);
    const step = (endMs - startMs) / (end - at);
    for (let i = at; i < end; i++) {
      result.push({
        text: tokens[i]!,
        startMs: Math.round(startMs + step * (i - at)),
        endMs: Math.round(startMs + step * (i - at + 1)),
      });
    }
    at = end;
  }
  return result;
}

/** For each new word the old one it is, by the longest common subsequence; null for what is new. */
function keptWords(old: readonly string[], next: readonly string[]): (number | null)[] {
  const width = next.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === next[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const kept: (number | null)[] = next.map(() => null);
  for (let i = 0, j = 0; i < old.length && j < next.length;) {
    if (old[i] === next[j]) kept[j++] = i++;
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return kept;
}
