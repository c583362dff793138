/** Logistic regressions over sentence vectors: small enough to be learned on the user's computer in seconds. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { bestThreshold } from '../models/threshold.ts';

/** One row per output: `width` weights, then the bias. Thresholds are log-odds. */
export interface VectorHeads {
  readonly width: number;
  readonly rows: readonly (readonly number[])[];
  readonly thresholds: readonly number[];
}

export interface VectorExample {
  readonly vector: Float32Array;
  readonly outputs: readonly number[];
}

const EPOCHS = 40;
const RATE = 0.05;
/** Pull towards zero per step. */
const DECAY = 1e-4;
/** Vectors have length 1 and lie close together; weights must be able to tell them apart. */
const SPREAD = 8;
const FOLDS = 3;

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

function meanOf(examples: readonly VectorExample[], width: number): Float64Array {
  const means = new Float64Array(width);
  for (const { vector } of examples) for (let at = 0; at < width; at++) means[at]! += vector[at]! / examples.length;
  return means;
}

/** Stochastic gradient (Adagrad) in a fixed order: the same examples give the same weights. */
function trainRow(examples: readonly VectorExample[], output: number, means: Float64Array): number[] {
  const width = means.length;
  const weights = new Float64Array(width + 1);
  const squares = new Float64Array(width + 1).fill(1e-6);
  const positives = examples.filter(({ outputs }) => outputs.includes(output)).length;
  weights[width] = Math.log((positives + 1) / (examples.length - positives + 1));
  const inputs = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let step = 0; step < examples.length; step++) {
      // A step that shares no factor with the length visits every example once.
      const { vector, outputs } = examples[(step * 7919 + epoch) % examples.length]!;
      let logit = weights[width];
      for (let at = 0; at < width; at++) {
        inputs[at] = (vector[at]! - means[at]!) * SPREAD;
        logit += weights[at]! * inputs[at]!;
      }
      const error = sigmoid(logit) - (outputs.includes(output) ? 1 : 0);
      for (let at = 0; at <= width; at++) {
        const slope = at === width ? error : error * inputs[at]! + DECAY * weights[at]!;
        squares[at]! += slope * slope;
        weights[at]! -= (RATE * slope) / Math.sqrt(squares[at]!);
      }
    }
  }
  // The mean goes into the bias, so that use needs the vector alone.
  const row = Array.from(weights.subarray(0, width), (weight) => weight * SPREAD);
  const bias = weights[width] - row.reduce((sum, weight, at) => sum + weight * means[at]!, 0);
  return [...row, bias].map((value) => Number(value.toPrecision(6)));
}

function logitOf(row: readonly number[], vector: Float32Array): number {
  let sum = row[vector.length]!;
  for (let at = 0; at < vector.length; at++) sum += row[at]! * vector[at]!;
  return sum;
}

/**
 * @param examples at least one @param outputs how many classes @param onStep is called between steps; what it throws ends the training
 * @returns heads from all examples; each threshold is best (F1) on examples that the judging head has not seen
 */
export async function trainVectorHeads(
  examples: readonly VectorExample[],
  outputs: number,
  onStep: () => void = () => undefined,
): Promise<VectorHeads> {
  const width = examples[0]!.vector.length;
  const folds = Array.from({ length: FOLDS }, (_, fold) => examples.filter((_example, at) => at % FOLDS !== fold));
  const sets = [...folds, examples].map((seen) => ({ seen, means: meanOf(seen, width) }));
  const thresholds: number[] = [];
  const rows: number[][] = [];
  for (let output = 0; output < outputs; output++) {
    const trained: number[][] = [];
    for (const { seen, means } of sets) {
      onStep();
      trained.push(trainRow(seen, output, means));
      await nextTurn();
    }
    const judged = examples.map((example, at) => ({
      logit: logitOf(trained[at % FOLDS]!, example.vector),
      isGold: example.outputs.includes(output),
    }));
    thresholds.push(bestThreshold(judged));
    rows.push(trained[FOLDS]!);
  }
  return { width, thresholds, rows };
}

/** @returns how far above its threshold every class is, in log-odds */
export function vectorExcesses({ rows, thresholds }: VectorHeads, vector: Float32Array): number[] {
  return rows.map((row, output) => logitOf(row, vector) - thresholds[output]!);
}
