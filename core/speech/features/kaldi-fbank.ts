/**
 * The front end of WeSpeaker's networks: 80 log-mel energies every 10 ms as Kaldi computes them (kaldi-asr feat/
 * feature-window.cc, mel-computations.cc) with the options of wespeaker: Hamming window, no dither, no energy, samples on
 * the 16-bit scale; then the mean of each band over time is taken off.
 */

import { createPowerSpectrum } from './fourier.ts';

const SAMPLE_RATE_HZ = 16_000;
const FRAME = 400;
const HOP = 160;
const FFT = 512;
export const FBANK_BANDS = 80;
const LOWEST_HZ = 20;
const PREEMPHASIS = 0.97;
/** Least energy: the smallest step of a float32 at 1, as in Kaldi. */
const FLOOR = 1.1920928955078125e-7;

/** `frames` rows of 80 values. */
export interface Fbank {
  readonly data: Float32Array;
  readonly frames: number;
}

const mel = (hz: number): number => 1127 * Math.log(1 + hz / 700);

/** @returns a function from mono samples (-1..1, 16 kHz, at least 400 of them) to features */
export function createKaldiFbank(): (samples: Float32Array) => Fbank {
  const window = Float64Array.from(
    { length: FRAME },
    (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (FRAME - 1)),
  );
  const bands = melBands();
  const spectrum = createPowerSpectrum(FFT);
  const frame = new Float64Array(FFT);
  const power = new Float64Array(FFT / 2 + 1);
  return (samples) => {
    const frames = Math.max(0, Math.floor((samples.length - FRAME) / HOP) + 1);
    const data = new Float32Array(frames * FBANK_BANDS);
    for (let t = 0; t < frames; t += 1) {
      fillFrame(frame, samples.subarray(t * HOP, t * HOP + FRAME), window);
      spectrum(frame, power);
      bands.forEach(({ from, weights }, band) => {
        let energy = 0;
        for (let i = 0; i < weights.length; i += 1) energy += weights[i]! * power[from + i]!;
        data[t * FBANK_BANDS + band] = Math.log(Math.max(FLOOR, energy));
      });
    }
    takeMeanOff(data, frames);
    return { data, frames };
  };
}

/** Offset taken off, high frequencies raised, windowed; zeros behind. */
function fillFrame(frame: Float64Array, samples: Float32Array, window: Float64Array): void {
  let mean = 0;
  for (const sample of samples) mean += (sample * 32_768) / FRAME;
  for (let i = FRAME - 1; i >= 0; i -= 1) {
    const before = samples[Math.max(0, i - 1)]! * 32_768 - mean;
    frame[i] = (samples[i]! * 32_768 - mean - PREEMPHASIS * before) * window[i]!;
  }
}

/** Triangles that are even on the mel scale; the highest frequency belongs to none. */
function melBands(): readonly { readonly from: number; readonly weights: Float64Array }[] {
  const [low, high] = [mel(LOWEST_HZ), mel(SAMPLE_RATE_HZ / 2)];
  const step = (high - low) / (FBANK_BANDS + 1);
  return Array.from({ length: FBANK_BANDS }, (_, band) => {
    const middle = low + (band + 1) * step;
    const all = Float64Array.from({ length: FFT / 2 }, (_unused, bin) =>
      Math.max(0, 1 - Math.abs(mel((bin * SAMPLE_RATE_HZ) / FFT) - middle) / step),
    );
    const from = Math.max(
      0,
      all.findIndex((weight) => weight > 0),
    );
    return { from, weights: all.slice(from, all.findLastIndex((weight) => weight > 0) + 1) };
  });
}

function takeMeanOff(data: Float32Array, frames: number): void {
  for (let band = 0; band < FBANK_BANDS; band += 1) {
    let mean = 0;
    for (let t = 0; t < frames; t += 1) mean += data[t * FBANK_BANDS + band]! / frames;
    for (let t = 0; t < frames; t += 1) data[t * FBANK_BANDS + band]! -= mean;
  }
}
