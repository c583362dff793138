/**
 * The front end of GigaAM v2 and v3: log-mel spectra of 16 kHz audio. Contract: models.md of the project's design notes,
 * after salute-developers/GigaAM gigaam/preprocess.py and istupakov/onnx-asr preprocessors/gigaam.py (both MIT).
 */

import { createPowerSpectrum } from './fourier.ts';

const SAMPLE_RATE_HZ = 16_000;
const HOP = 160;
export const MEL_BANDS = 64;
/** Bounds of the energies before the logarithm. */
const [QUIETEST, LOUDEST] = [1e-9, 1e9];

export type FeatureVersion = 'v2' | 'v3';

/** v2 reflects the signal at its ends; v3 uses whole frames only and rounds its constants to bfloat16. */
const VERSIONS = {
  v2: { size: 400, pad: 200, isRounded: false },
  v3: { size: 320, pad: 0, isRounded: true },
} as const;

/** `bands` rows of `frames` values, row by row: the tensor [1, 64, frames]. */
export interface Features {
  readonly data: Float32Array;
  readonly frames: number;
}

/** @returns a function from mono samples (-1..1, 16 kHz, at least 320 of them) to features */
export function createLogMel(version: FeatureVersion): (samples: Float32Array) => Features {
  const { size, pad } = VERSIONS[version];
  const window = windowOf(version);
  const bands = sparseBands(melMatrix(version), size / 2 + 1);
  const spectrum = createPowerSpectrum(size);
  const frame = new Float64Array(size);
  const power = new Float64Array(size / 2 + 1);
  return (samples) => {
    const frames = Math.floor((samples.length + 2 * pad - size) / HOP) + 1;
    const data = new Float32Array(MEL_BANDS * frames);
    for (let t = 0; t < frames; t += 1) {
      const start = t * HOP - pad;
      for (let i = 0; i < size; i += 1) {
        frame[i] = Math.fround(samples[reflected(start + i, samples.length)]! * window[i]!);
      }
      spectrum(frame, power);
      bands.forEach(({ from, weights }, band) => {
        let energy = 0;
        for (let i = 0; i < weights.length; i += 1) energy += weights[i]! * power[from + i]!;
        data[band * frames + t] = Math.log(Math.min(LOUDEST, Math.max(QUIETEST, energy)));
      });
    }
    return { data, frames };
  };
}

/** Positions before the start and behind the end are mirrored there. */
const reflected = (at: number, length: number): number => {
  if (at < 0) return -at;
  return at < length ? at : 2 * (length - 1) - at;
};

/** Periodic Hann window. */
export function windowOf(version: FeatureVersion): Float32Array {
  const { size, isRounded } = VERSIONS[version];
  const window = Float32Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  return isRounded ? toBfloat16(window) : window;
}

/** Triangles on the HTK mel scale from 0 to 8 kHz, not normalised: a row of 64 weights for each frequency. */
export function melMatrix(version: FeatureVersion): Float32Array {
  const { size, isRounded } = VERSIONS[version];
  const bins = size / 2 + 1;
  const nyquist = SAMPLE_RATE_HZ / 2;
  const highest = 2595 * Math.log10(1 + nyquist / 700);
  const points = Array.from(
    { length: MEL_BANDS + 2 },
    (_, i) => 700 * (10 ** ((highest * i) / (MEL_BANDS + 1) / 2595) - 1),
  );
  const matrix = new Float32Array(bins * MEL_BANDS);
  for (let bin = 0; bin < bins; bin += 1) {
    const hz = (nyquist * bin) / (bins - 1);
    for (let band = 0; band < MEL_BANDS; band += 1) {
      const [low, middle, high] = [points[band]!, points[band + 1]!, points[band + 2]!];
      matrix[bin * MEL_BANDS + band] = Math.max(
        0,
        Math.min((hz - low) / (middle - low), (high - hz) / (high - middle)),
      );
    }
  }
  return isRounded ? toBfloat16(matrix) : matrix;
}

/** The part of each band that is not zero. */
function sparseBands(matrix: Float32Array, bins: number): readonly { from: number; weights: Float64Array }[] {
  return Array.from({ length: MEL_BANDS }, (_, band) => {
    const column = Float64Array.from({ length: bins }, (_unused, bin) => matrix[bin * MEL_BANDS + band]!);
    const from = Math.max(
      0,
      column.findIndex((weight) => weight > 0),
    );
    const to = column.findLastIndex((weight) => weight > 0) + 1;
    return { from, weights: column.slice(from, to) };
  });
}

/** Rounds to the nearest bfloat16, ties to even: the checkpoints of v3 store their constants so. */
function toBfloat16(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i]! + 0x7fff + ((bits[i]! >>> 16) & 1)) & 0xffff0000;
  return values;
}
