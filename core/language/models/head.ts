/** A head: logistic regressions over a handful of described numbers, on top of the banks. */

/** `weights` is row-major, one row of `means.length` per output, for standardised inputs. */
export interface Head {
  readonly outputs: readonly string[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly biases: readonly number[];
}

/** @returns the log-odds of one output */
export function headLogit(head: Head, output: number, inputs: readonly number[]): number {
  const width = head.means.length;
  let sum = head.biases[output]!;
  for (let at = 0; at < width; at++) {
    sum += head.weights[output * width + at]! * ((inputs[at]! - head.means[at]!) / head.deviations[at]!);
  }
  return sum;
}

/** @returns log-odds of all outputs */
export function headLogits(head: Head, inputs: readonly number[]): number[] {
  return head.outputs.map((_, output) => headLogit(head, output, inputs));
}

/** Log-odds to probability. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Log-odds of rivals to shares that sum to 1. */
export function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
