/** Aligned symbols to words with times and confidences. */

import type { RecognizedPiece, RecognizedWord } from '../engine.ts';
import { SPACE } from './alphabet.ts';
import { alignText, type LogProbs } from './alignment.ts';

/**
 * Words of a text that a search found in `logProbs`.
 *
 * A word starts with the first frame of its first letter and ends after the last frame of its last letter. Its
 * confidence is the geometric mean of the probabilities of its letters over their frames: exp(sum of log-probabilities
 * / number of frames), blanks between letters left out. The piece's confidence is the mean of its words', weighted by
 * their letters.
 */
export function wordsOf(
  logProbs: LogProbs,
  text: Uint8Array,
  options: { readonly alphabet: string; readonly frameMs: number },
): RecognizedPiece {
  const { alphabet, frameMs } = options;
  const spans = alignText(logProbs, text);
  const words: RecognizedWord[] = [];
  let weighted = 0;
  let letters = 0;
  for (let from = 0; from < spans.length;) {
    let to = from;
    while (to < spans.length && text[to] !== SPACE) to += 1;
    if (to > from) {
      const inWord = spans.slice(from, to);
      const frames = inWord.reduce((sum, span) => sum + span.end - span.start, 0);
      const confidence = Math.exp(inWord.reduce((sum, span) => sum + span.logSum, 0) / frames);
      words.push({
        text: Array.from(text.subarray(from, to), (symbol) => alphabet[symbol]!).join(''),
        startMs: inWord[0]!.start * frameMs,
        endMs: inWord.at(-1)!.end * frameMs,
        confidence,
      });
      weighted += confidence * (to - from);
      letters += to - from;
    }
    from = to + 1;
  }
  return {
    text: words.map((word) => word.text).join(' '),
    words,
    confidence: letters === 0 ? 0 : weighted / letters,
  };
}
