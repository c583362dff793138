/**
 * Linear classifiers: L2-regularised squared hinge loss by dual coordinate descent.
 * Source: Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1.
 */

import { seededRandom, shuffle } from './random.ts';

/** Rows in compressed form: row `i` has `columns[starts[i] .. starts[i + 1]]` with `values` in the same places. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly width: number;
}

export interface SvmOptions {
  /** Penalty of an error; larger fits closer. */
  readonly cost: number;
  readonly passes: number;
  readonly seed: number;
}

export interface LinearModel {
  /** One weight per column. */
  readonly weights: Float32Array;
  readonly bias: number;
}

/**
 * @param rows features @param targets +1 or -1 per row @param importance multiplies `cost` per row; 0 leaves it out
 * @returns weights that separate the rows; the same input gives the same bytes
 */
export function trainSvm(
  rows: SparseRows,
  { targets, importance }: { targets: Int8Array; importance: Float32Array },
  { cost, passes, seed }: SvmOptions,
): LinearModel {
  const { starts, columns, values } = rows;
  const weights = new Float64Array(rows.width);
  let bias = 0;
  const used: number[] = [];
  const diagonal = new Float64Array(targets.length);
  const norms = new Float64Array(targets.length);
  for (let row = 0; row < targets.length; row++) {
    if (importance[row]! <= 0) continue;
    used.push(row);
    let norm = 1;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) norm += values[at]! * values[at]!;
    norms[row] = norm;
    diagonal[row] = 0.5 / (cost * importance[row]!);
  }
  const alphas = new Float64Array(targets.length);
  const random = seededRandom(seed);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(used, random);
    for (const row of used) {
      const target = targets[row]!;
      const end = starts[row + 1]!;
      let score = bias;
      for (let at = starts[row]!; at < end; at++) score += weights[columns[at]!]! * values[at]!;
      const gradient = target * score - 1 + diagonal[row]! * alphas[row]!;
      const before = alphas[row]!;
      const after = Math.max(0, before - gradient / (norms[row]! + diagonal[row]!));
      const step = (after - before) * target;
      if (step === 0) continue;
      alphas[row] = after;
      bias += step;
      for (let at = starts[row]!; at < end; at++) weights[columns[at]!]! += step * values[at]!;
    }
  }
  return { weights: Float32Array.from(weights), bias };
}
