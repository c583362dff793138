/** Trains a network (core/language/models/network.ts) by Adam on small batches, with dropout; the same seed gives the same weights. */

import { standardised } from '#core/language/models/network.ts';
import type { Network, NetworkCopy } from '#core/language/models/network.ts';

import { seededRandom, shuffle } from './random.ts';
import { rounded, standardise } from './train-head.ts';
import type { HeadSample } from './train-head.ts';

export interface NetworkOptions {
  readonly outputs: readonly string[];
  readonly units: number;
  readonly copies: number;
  readonly epochs: number;
}

const RATE = 0.004;
const DECAY = 0.01;
const DROPOUT = 0.1;
const BATCH = 128;
/** Log-odds of a rare event, where training starts. */
const FIRST_BIAS = -3.5;

/** Places of the parts in one flat list of parameters. */
interface Layout {
  readonly width: number;
  readonly units: number;
  readonly outputs: number;
  readonly shiftsAt: number;
  readonly votesAt: number;
  readonly directAt: number;
  readonly biasesAt: number;
  readonly commonBiasAt: number;
  readonly total: number;
}

function layoutOf(width: number, units: number, outputs: number): Layout {
  const shiftsAt = units * width;
  const votesAt = shiftsAt + units * outputs;
  const directAt = votesAt + units;
  const biasesAt = directAt + width;
  const commonBiasAt = biasesAt + outputs;
  return { width, units, outputs, shiftsAt, votesAt, directAt, biasesAt, commonBiasAt, total: commonBiasAt + 1 };
}

function firstParameters(layout: Layout, random: () => number): Float64Array {
  const bell = (): number => random() + random() + random() + random() + random() + random() - 3;
  const parameters = new Float64Array(layout.total);
  for (let at = 0; at < layout.directAt; at++) {
    if (at < layout.shiftsAt) parameters[at] = (bell() * 0.7) / Math.sqrt(layout.width);
    else if (at < layout.votesAt) parameters[at] = bell() * 0.1;
    else parameters[at] = (bell() * 0.5) / Math.sqrt(layout.units);
  }
  parameters[layout.commonBiasAt] = FIRST_BIAS;
  return parameters;
}

interface Scaled {
  readonly inputs: Float64Array;
  readonly output: number;
  readonly target: number;
}

/** Adds the slope of one sample's loss to `gradient`. `mask` switches units off and scales the others up. */
function addGradient(
  { inputs, output, target }: Scaled,
  {
    parameters,
    gradient,
    mask,
    active,
  }: { parameters: Float64Array; gradient: Float64Array; mask: Float64Array; active: Float64Array },
  { width, units, outputs, shiftsAt, votesAt, directAt, biasesAt, commonBiasAt }: Layout,
): void {
  let logit = parameters[commonBiasAt]! + parameters[biasesAt + output]!;
  for (let at = 0; at < width; at++) logit += parameters[directAt + at]! * inputs[at]!;
  for (let unit = 0; unit < units; unit++) {
    if (mask[unit] === 0) continue;
    let sum = parameters[shiftsAt + unit * outputs + output]!;
    for (let at = 0, row = unit * width; at < width; at++) sum += parameters[row + at]! * inputs[at]!;
    active[unit] = Math.tanh(sum);
    logit += parameters[votesAt + unit]! * active[unit]! * mask[unit]!;
  }
  const error = 1 / (1 + Math.exp(-logit)) - target;
  gradient[commonBiasAt]! += error;
  gradient[biasesAt + output]! += error;
  for (let at = 0; at < width; at++) gradient[directAt + at]! += error * inputs[at]!;
  for (let unit = 0; unit < units; unit++) {
    if (mask[unit] === 0) continue;
    const value = active[unit]!;
    gradient[votesAt + unit]! += error * value * mask[unit]!;
    const slope = error * parameters[votesAt + unit]! * mask[unit]! * (1 - value * value);
    gradient[shiftsAt + unit * outputs + output]! += slope;
    for (let at = 0, row = unit * width; at < width; at++) gradient[row + at]! += slope * inputs[at]!;
  }
}

function trainParameters(
  samples: readonly Scaled[],
  layout: Layout,
  { epochs, seed }: { epochs: number; seed: number },
): Float64Array {
  const random = seededRandom(seed);
  const parameters = firstParameters(layout, random);
  const first = new Float64Array(layout.total);
  const second = new Float64Array(layout.total);
  const gradient = new Float64Array(layout.total);
  const mask = new Float64Array(layout.units);
  const active = new Float64Array(layout.units);
  const order = samples.map((_, at) => at);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = RATE * (1.05 - epoch / epochs);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.slice(from, from + BATCH);
      gradient.fill(0);
      for (const at of batch) {
        for (let unit = 0; unit < layout.units; unit++) mask[unit] = random() < DROPOUT ? 0 : 1 / (1 - DROPOUT);
        addGradient(samples[at]!, { parameters, gradient, mask, active }, layout);
      }
      step++;
      const firstScale = 1 - 0.9 ** step;
      const secondScale = 1 - 0.999 ** step;
      for (let at = 0; at < layout.total; at++) {
        const slope = gradient[at]! / batch.length;
        first[at] = 0.9 * first[at]! + 0.1 * slope;
        second[at] = 0.999 * second[at]! + 0.001 * slope * slope;
        const pull = at < layout.biasesAt ? DECAY * parameters[at]! : 0;
        parameters[at]! -= rate * (first[at]! / firstScale / (Math.sqrt(second[at]! / secondScale) + 1e-8) + pull);
      }
    }
  }
  return parameters;
}

function toCopy(parameters: Float64Array, layout: Layout): NetworkCopy {
  const part = (from: number, to: number): number[] => rounded(parameters.subarray(from, to), 6);
  const common = parameters[layout.commonBiasAt]!;
  return {
    unitWeights: part(0, layout.shiftsAt),
    unitShifts: part(layout.shiftsAt, layout.votesAt),
    unitVotes: part(layout.votesAt, layout.directAt),
    direct: part(layout.directAt, layout.biasesAt),
    biases: rounded(
      parameters.subarray(layout.biasesAt, layout.commonBiasAt).map((bias) => bias + common),
      6,
    ),
  };
}

/** @param samples at least one; all with inputs of one length; their `weight` is not used */
export function trainNetwork(
  samples: readonly HeadSample[],
  { outputs, units, copies, epochs }: NetworkOptions,
): Network {
  const width = samples[0]!.inputs.length;
  const scale = standardise(samples, width);
  const means = rounded(scale.means);
  const deviations = rounded(scale.deviations);
  const layout = layoutOf(width, units, outputs.length);
  const scaled = samples.map(({ inputs, output, target }) => ({
    inputs: standardised(inputs, means, deviations),
    output,
    target,
  }));
  return {
    outputs,
    units,
    means,
    deviations,
    copies: Array.from({ length: copies }, (_, copy) =>
      toCopy(trainParameters(scaled, layout, { epochs, seed: 77 * (copy + 1) }), layout),
    ),
  };
}
