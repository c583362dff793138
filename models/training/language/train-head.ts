/** Trains a head: logistic regression by Adam over all samples at once, so that no order matters. */

import type { Head } from '#core/language/models/head.ts';

export interface HeadSample {
  readonly output: number;
  readonly inputs: readonly number[];
  /** 1 or 0. */
  readonly target: number;
  readonly weight: number;
}

export interface HeadOptions {
  readonly outputs: readonly string[];
  /** Strength of the pull of every weight to 0. */
  readonly decay: number;
  readonly steps?: number;
}

interface Moments {
  readonly values: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const moments = (length: number): Moments => ({
  values: new Float64Array(length),
  first: new Float64Array(length),
  second: new Float64Array(length),
});

function adamStep(
  { values, first, second }: Moments,
  gradient: Float64Array,
  { rate, step }: { rate: number; step: number },
): void {
  for (let at = 0; at < values.length; at++) {
    const slope = gradient[at]!;
    first[at] = 0.9 * first[at]! + 0.1 * slope;
    second[at] = 0.99 * second[at]! + 0.01 * slope * slope;
    const mean = first[at]! / (1 - 0.9 ** step);
    const spread = second[at]! / (1 - 0.99 ** step);
    values[at] = values[at]! - (rate * mean) / (Math.sqrt(spread) + 1e-8);
  }
}

/** Mean and spread of every input. */
export function standardise(
  samples: readonly HeadSample[],
  width: number,
): { means: Float64Array; deviations: Float64Array } {
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (const { inputs } of samples) for (let at = 0; at < width; at++) means[at]! += inputs[at]! / samples.length;
  for (const { inputs } of samples) {
    for (let at = 0; at < width; at++) deviations[at]! += (inputs[at]! - means[at]!) ** 2 / samples.length;
  }
  for (let at = 0; at < width; at++) deviations[at] = Math.sqrt(deviations[at]!) + 1e-3;
  return { means, deviations };
}

/** Keeps some significant digits: the file stays small. */
export const rounded = (values: Iterable<number>, digits = 9): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(digits)));

/** @param samples at least one; all with inputs of one length */
export function trainHead(samples: readonly HeadSample[], { outputs, decay, steps = 250 }: HeadOptions): Head {
  const width = samples[0]!.inputs.length;
  const { means, deviations } = standardise(samples, width);
  const scaled = samples.map(({ inputs }) =>
    Float64Array.from(inputs, (value, at) => (value - means[at]!) / deviations[at]!),
  );
  const own = moments(width * outputs.length);
  const biases = moments(outputs.length);
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= steps; step++) {
    const ownGradient = new Float64Array(own.values.length);
    const biasGradient = new Float64Array(outputs.length);
    samples.forEach(({ output, target, weight }, index) => {
      const inputs = scaled[index]!;
      const row = output * width;
      let logit = biases.values[output]!;
      for (let at = 0; at < width; at++) logit += inputs[at]! * own.values[row + at]!;
      const error = ((1 / (1 + Math.exp(-logit)) - target) * weight) / total;
      biasGradient[output]! += error;
      for (let at = 0; at < width; at++) ownGradient[row + at]! += error * inputs[at]!;
    });
    for (let at = 0; at < own.values.length; at++) ownGradient[at]! += (decay * own.values[at]!) / outputs.length;
    const rate = 0.1 / (1 + step / 60);
    adamStep(own, ownGradient, { rate, step });
    adamStep(biases, biasGradient, { rate, step });
  }
  return {
    outputs,
    means: rounded(means),
    deviations: rounded(deviations),
    weights: rounded(own.values),
    biases: rounded(biases.values),
  };
}
