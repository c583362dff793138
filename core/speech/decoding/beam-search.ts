/** CTC prefix beam search over letters with a word language model. Source of the algorithm: Hannun et al., 2014, 1408.2873. */

import { SPACE } from './alphabet.ts';
import { DEFAULT_BEAM, type BeamOptions } from './beam-options.ts';
import { createLiveHypotheses, logAdd } from './live-hypotheses.ts';
import { createPrefixTree, ROOT } from './prefix-tree.ts';
import type { WordBoost } from './word-boost.ts';
import type { WordLm } from './word-lm.ts';

/** Finds the most likely text of a matrix of log-probabilities. */
export interface BeamSearch {
  /**
   * @param logProbs natural log-probabilities, `frames` rows of `symbols` numbers: the alphabet, then the blank
   * @param boost words to listen for
   * @returns symbols of the best text (0 = space), without leading, trailing or double spaces
   */
  decode(
    logProbs: Float32Array,
    shape: { readonly frames: number; readonly symbols: number },
    boost?: WordBoost | null,
  ): Uint8Array;
}

/** A search that keeps its buffers between calls; calls must not overlap. */
export function createBeamSearch(lm: WordLm, options: BeamOptions = DEFAULT_BEAM): BeamSearch {
  const tree = createPrefixTree(lm, options);
  let now = createLiveHypotheses();
  let next = createLiveHypotheses();

  /** Numbers of the `width` best hypotheses of `now`, best first. */
  const best = (): number[] => {
    const totals = now.nodes.map((node, i) => logAdd(now.blank[i]!, now.letter[i]!) + tree.scoreOf(node));
    const order = totals.map((_, i) => i).sort((a, b) => totals[b]! - totals[a]!);
    return order.slice(0, options.width);
  };

  const step = (row: Float32Array, letters: readonly number[]): void => {
    const blankLog = row[row.length - 1]!;
    const blankOrSpace = logAdd(blankLog, row[SPACE]!);
    next.clear();
    for (const i of best()) {
      const node = now.nodes[i]!;
      const endsBlank = now.blank[i]!;
      const endsLetter = now.letter[i]!;
      const total = logAdd(endsBlank, endsLetter);
      const last = tree.symbolOf(node);
      // A space at the start or after a space changes nothing: it counts as a blank.
      next.addBlank(node, total + (last === SPACE ? blankOrSpace : blankLog));
      if (last !== SPACE && endsLetter !== -Infinity) next.addLetter(node, endsLetter + row[last]!);
      for (const symbol of letters) {
        if (symbol === SPACE && last === SPACE) continue;
        // A letter repeats only across a blank.
        const log = symbol === last ? endsBlank : total;
        if (log !== -Infinity) next.addLetter(tree.child(node, symbol), log + row[symbol]!);
      }
    }
    [now, next] = [next, now];
  };

  return {
    decode(logProbs, { frames, symbols }, boost = null) {
      tree.reset(boost);
      now.clear();
      now.addBlank(ROOT, 0);
      for (let frame = 0; frame < frames; frame += 1) {
        const row = logProbs.subarray(frame * symbols, (frame + 1) * symbols);
        const letters: number[] = [];
        for (let symbol = 0; symbol < symbols - 1; symbol += 1) {
          if (row[symbol]! > -options.letterCutoff) letters.push(symbol);
        }
        step(row, letters);
      }
      let bestNode = ROOT;
      let bestTotal = -Infinity;
      now.nodes.forEach((node, i) => {
        const total = logAdd(now.blank[i]!, now.letter[i]!) + tree.finalScore(node);
        if (total > bestTotal) [bestNode, bestTotal] = [node, total];
      });
      return tree.text(bestNode);
    },
  };
}
