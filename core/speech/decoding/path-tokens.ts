/** Paths through the frames to tokens, runs merged and blanks taken out; for models with any vocabulary. */

import type { LogProbs } from './alignment.ts';

export interface PathToken {
  readonly id: number;
  /** First frame of the token's run. */
  readonly frame: number;
  /** Length of the run. */
  readonly frames: number;
  /** Sum of the token's log-probabilities over the run. */
  readonly logSum: number;
}

/** The most likely tokens of the frames `[from, to)`; of equal log-probabilities the first wins. */
export function greedyTokens(logProbs: LogProbs, from = 0, to = logProbs.frames): PathToken[] {
  const path = Array.from({ length: to - from }, (_, i) => likeliest(logProbs, from + i));
  return tokensOfPath(logProbs, path, from);
}

/** @param path a symbol for each frame from `from` on; the blank is the last symbol */
export function tokensOfPath({ data, symbols }: LogProbs, path: readonly number[], from: number): PathToken[] {
  const blank = symbols - 1;
  const tokens: PathToken[] = [];
  for (let at = 0; at < path.length;) {
    const id = path[at]!;
    const start = at;
    let logSum = 0;
    do {
      logSum += data[(from + at) * symbols + id]!;
      at += 1;
    } while (at < path.length && path[at] === id);
    if (id !== blank) tokens.push({ id, frame: from + start, frames: at - start, logSum });
  }
  return tokens;
}

/** The most likely symbol of a frame, the first of equal ones. */
export function likeliest({ data, symbols }: LogProbs, frame: number): number {
  const row = frame * symbols;
  let best = 0;
  for (let symbol = 1; symbol < symbols; symbol += 1) {
    if (data[row + symbol]! > data[row + best]!) best = symbol;
  }
  return best;
}
