/**
 * The front end of Whisper: log-mel spectra of half a minute of 16 kHz audio, as openai/whisper (whisper/audio.py, MIT)
 * computes them: 25 ms Hann windows every 10 ms, mirrored at the ends, Slaney's mel scale and norm.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';

import { createPowerSpectrum } from './fourier.ts';

const SAMPLE_RATE_HZ = 16_000;
const SIZE = 400;
const HOP = 160;
const BINS = SIZE / 2 + 1;
export const WHISPER_FRAMES = 3000;
const SAMPLES = WHISPER_FRAMES * HOP;
/** So many frames take some milliseconds: then others get their turn. */
const FRAMES_AT_ONCE = 300;
/** Decades below the loudest value that are kept. */
const DECADES = 8;
const QUIETEST = 1e-10;

interface Band {
  readonly from: number;
  readonly weights: Float64Array;
}

/**
 * @param bands 80, or 128 for large-v3
 * @returns a function from mono samples (-1..1, 16 kHz, at most 30 s; silence is put behind them) to `bands` rows of
 *   3000 values
 */
export function createWhisperMel(bands: number): (samples: Float32Array) => Promise<Float32Array> {
  const filters = melFilters(bands);
  const window = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));
  const spectrum = createPowerSpectrum(SIZE);
  return async (samples) => {
    const frame = new Float64Array(SIZE);
    const power = new Float64Array(BINS);
    const data = new Float32Array(bands * WHISPER_FRAMES).fill(Math.log10(QUIETEST));
    for (let t = 0; t < WHISPER_FRAMES; t += 1) {
      const start = t * HOP - SIZE / 2;
      if (start >= samples.length) break;
      if (t % FRAMES_AT_ONCE === 0) await nextTurn();
      for (let i = 0; i < SIZE; i += 1) frame[i] = sampleAt(samples, start + i) * window[i]!;
      spectrum(frame, power);
      filters.forEach(({ from, weights }, band) => {
        let energy = 0;
        for (let i = 0; i < weights.length; i += 1) energy += weights[i]! * power[from + i]!;
        data[band * WHISPER_FRAMES + t] = Math.log10(Math.max(QUIETEST, energy));
      });
    }
    const floor = data.reduce((most, value) => Math.max(most, value), -Infinity) - DECADES;
    return data.map((value) => (Math.max(value, floor) + 4) / 4);
  };
}

/** Silence behind the samples; both ends of the half minute are mirrored. */
function sampleAt(samples: Float32Array, at: number): number {
  const inside = at < 0 ? -at : at;
  return samples[inside < SAMPLES ? inside : 2 * (SAMPLES - 1) - inside] ?? 0;
}

/** Slaney's mel scale: linear up to 1 kHz (3 mel per 200 Hz), then 27 mel per factor of 6.4. */
const LINEAR_MEL = 15;
const LINEAR_HZ = 1000;
const MEL_PER_LOG = 27 / Math.log(6.4);
const toMel = (hz: number): number =>
  hz < LINEAR_HZ ? (3 * hz) / 200 : LINEAR_MEL + Math.log(hz / LINEAR_HZ) * MEL_PER_LOG;
const toHz = (mel: number): number =>
  mel < LINEAR_MEL ? (200 * mel) / 3 : LINEAR_HZ * Math.exp((mel - LINEAR_MEL) / MEL_PER_LOG);

/** Triangles from 0 to 8 kHz, each with an area of one. */
function melFilters(bands: number): Band[] {
  const nyquist = SAMPLE_RATE_HZ / 2;
  const points = Array.from({ length: bands + 2 }, (_, i) => toHz((toMel(nyquist) * i) / (bands + 1)));
  return Array.from({ length: bands }, (_, band) => {
    const [low, middle, high] = [points[band]!, points[band + 1]!, points[band + 2]!];
    const weights = Float64Array.from({ length: BINS }, (_unused, bin) => {
      const hz = (nyquist * bin) / (BINS - 1);
      return (Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle))) * 2) / (high - low);
    });
    const from = Math.max(
      0,
      weights.findIndex((weight) => weight > 0),
    );
    return { from, weights: weights.slice(from, weights.findLastIndex((weight) => weight > 0) + 1) };
  });
}
