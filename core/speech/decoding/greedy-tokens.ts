/** The most likely token of each frame, runs merged and blanks taken out; for models with any vocabulary. */

import type { LogProbs } from './alignment.ts';

export interface GreedyToken {
  readonly id: number;
  /** First frame of the token's run. */
  readonly frame: number;
  /** Length of the run. */
  readonly frames: number;
  /** Sum of the token's log-probabilities over the run. */
  readonly logSum: number;
}

/** Tokens of the frames `[from, to)`; of equal log-probabilities the first wins. The blank is the last symbol. */
export function greedyTokens(logProbs: LogProbs, from = 0, to = logProbs.frames): GreedyToken[] {
  const { data, symbols } = logProbs;
  const blank = symbols - 1;
  const tokens: GreedyToken[] = [];
  for (let frame = from; frame < to;) {
    const id = likeliest(logProbs, frame);
    const start = frame;
    let logSum = 0;
    do {
      logSum += data[frame * symbols + id]!;
      frame += 1;
    } while (frame < to && likeliest(logProbs, frame) === id);
    if (id !== blank) tokens.push({ id, frame: start, frames: frame - start, logSum });
  }
  return tokens;
}

function likeliest({ data, symbols }: LogProbs, frame: number): number {
  const row = frame * symbols;
  let best = 0;
  for (let symbol = 1; symbol < symbols; symbol += 1) {
    if (data[row + symbol]! > data[row + best]!) best = symbol;
  }
  return best;
}
