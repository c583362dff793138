/** The most likely symbol of each frame, repeats and blanks taken out. */

import type { LogProbs } from './alignment.ts';

const SPACE = 0;

/** Symbols of the greedy text, without leading, trailing or double spaces. */
export function decodeGreedy({ data, frames, symbols }: LogProbs): Uint8Array {
  const text: number[] = [];
  let previous = symbols - 1;
  for (let frame = 0; frame < frames; frame += 1) {
    let best = 0;
    for (let symbol = 1; symbol < symbols; symbol += 1) {
      if (data[frame * symbols + symbol]! > data[frame * symbols + best]!) best = symbol;
    }
    const isNew = best !== previous && best !== symbols - 1;
    if (isNew && (best !== SPACE || (text.at(-1) ?? SPACE) !== SPACE)) text.push(best);
    previous = best;
  }
  if (text.at(-1) === SPACE) text.pop();
  return Uint8Array.from(text);
}
