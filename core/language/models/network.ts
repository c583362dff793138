/**
 * A small network: one layer of tanh units and a direct linear part, several copies averaged. Each output (a category)
 * shifts the units, so that categories share what an objection looks like and learn only what differs.
 */

/** Weights of one copy, row-major; `units` x `inputs` and so on. */
export interface NetworkCopy {
  readonly unitWeights: readonly number[];
  /** `units` x `outputs`. */
  readonly unitShifts: readonly number[];
  readonly unitVotes: readonly number[];
  readonly direct: readonly number[];
  readonly biases: readonly number[];
}

export interface Network {
  readonly outputs: readonly string[];
  readonly units: number;
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly copies: readonly NetworkCopy[];
}

/** Standardised inputs beyond this are cut: nothing like it was in training. */
export const INPUT_LIMIT = 5;

/** @returns inputs centred, scaled and cut to ±5 */
export function standardised(
  inputs: readonly number[],
  means: readonly number[],
  deviations: readonly number[],
): Float64Array {
  const scaled = new Float64Array(inputs.length);
  for (let at = 0; at < scaled.length; at++) {
    const value = (inputs[at]! - means[at]!) / deviations[at]!;
    scaled[at] = value > INPUT_LIMIT ? INPUT_LIMIT : value < -INPUT_LIMIT ? -INPUT_LIMIT : value;
  }
  return scaled;
}

interface Question {
  readonly copy: NetworkCopy;
  readonly output: number;
  readonly network: Network;
  readonly scaled: Float64Array;
}

function copyLogit({ copy, output, network, scaled: inputs }: Question): number {
  const outputs = network.outputs.length;
  const width = inputs.length;
  let logit = copy.biases[output]!;
  for (let at = 0; at < width; at++) logit += copy.direct[at]! * inputs[at]!;
  for (let unit = 0; unit < network.units; unit++) {
    let sum = copy.unitShifts[unit * outputs + output]!;
    for (let at = 0; at < width; at++) sum += copy.unitWeights[unit * width + at]! * inputs[at]!;
    logit += copy.unitVotes[unit]! * Math.tanh(sum);
  }
  return logit;
}

/** @returns mean log-odds of one output over the copies */
export function networkLogit(network: Network, output: number, inputs: readonly number[]): number {
  const scaled = standardised(inputs, network.means, network.deviations);
  let sum = 0;
  for (const copy of network.copies) sum += copyLogit({ copy, output, network, scaled });
  return sum / network.copies.length;
}
