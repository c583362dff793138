/** When each symbol of a known text was said: the best path of that text through the CTC frames (Viterbi). */

/** A matrix of natural log-probabilities, `frames` rows of `symbols` numbers; the blank is the last symbol. */
export interface LogProbs {
  readonly data: Float32Array;
  readonly frames: number;
  readonly symbols: number;
}

/** Frames of one symbol, `[start, end)`, and the sum of its log-probabilities over them. */
export interface AlignedSymbol {
  readonly start: number;
  readonly end: number;
  readonly logSum: number;
}

/**
 * The most likely frames of each symbol of `text`. Returns an empty list where the text does not fit into the frames
 * (a search never returns such a text).
 */
export function alignText(logProbs: LogProbs, text: Uint8Array): AlignedSymbol[] {
  const { data, frames, symbols } = logProbs;
  const blank = symbols - 1;
  // States: blank, first symbol, blank, second symbol, ..., blank.
  const states = 2 * text.length + 1;
  const symbolAt = (state: number): number => (state % 2 === 0 ? blank : text[(state - 1) / 2]!);
  let scores = new Float64Array(states).fill(-Infinity);
  let following = new Float64Array(states);
  /** How many states the best path came from behind: 0, 1 or 2. */
  const steps = new Uint8Array(frames * states);
  if (text.length === 0 || frames === 0) return [];
  scores[0] = data[blank]!;
  scores[1] = data[symbolAt(1)]!;
  for (let frame = 1; frame < frames; frame += 1) {
    for (let state = 0; state < states; state += 1) {
      let best = scores[state]!;
      let step = 0;
      if (state > 0 && scores[state - 1]! > best) [best, step] = [scores[state - 1]!, 1];
      const maySkip = state > 1 && state % 2 === 1 && symbolAt(state) !== symbolAt(state - 2);
      if (maySkip && scores[state - 2]! > best) [best, step] = [scores[state - 2]!, 2];
      following[state] = best + data[frame * symbols + symbolAt(state)]!;
      steps[frame * states + state] = step;
    }
    [scores, following] = [following, scores];
  }
  let state = scores[states - 1]! >= scores[states - 2]! ? states - 1 : states - 2;
  if (scores[state] === -Infinity) return [];
  const spans = Array.from(text, () => ({ start: 0, end: 0, logSum: 0 }));
  for (let frame = frames - 1; frame >= 0; frame -= 1) {
    if (state % 2 === 1) {
      const span = spans[(state - 1) / 2]!;
      if (span.end === 0) span.end = frame + 1;
      span.start = frame;
      span.logSum += data[frame * symbols + symbolAt(state)]!;
    }
    state -= steps[frame * states + state]!;
  }
  return spans;
}
