/**
 * Weights as signed bytes. Most weights are small, so the byte holds the square root: steps are fine near 0 and coarse
 * at the ends.
 */

const STEPS = 127;

/** Place of byte 0 in `STEP_VALUES`. */
export const ZERO_STEP = 128;

/** What each byte stands for, as a share of the largest weight: -1..1. */
export const STEP_VALUES: Float64Array = Float64Array.from({ length: 256 }, (_, at) => {
  const step = at - ZERO_STEP;
  return (step * Math.abs(step)) / (STEPS * STEPS);
});

/** @param weights row-major, `width` outputs per row @returns one byte per weight and the largest weight per output */
export function compress(weights: Float32Array, width: number): { bytes: Int8Array; scales: number[] } {
  const largest = new Float32Array(width);
  weights.forEach((weight, at) => {
    largest[at % width] = Math.max(largest[at % width]!, Math.abs(weight));
  });
  const bytes = Int8Array.from(weights, (weight, at) => {
    const scale = largest[at % width]!;
    return scale === 0 ? 0 : Math.sign(weight) * Math.round(STEPS * Math.sqrt(Math.abs(weight) / scale));
  });
  return { bytes, scales: [...largest] };
}
