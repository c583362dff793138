/** Signals that the stand-in networks hear as known tokens, one frame each (test/fixtures/golden/README.md, section 3). */

import { melMatrix } from '#core/speech/features/log-mel.ts';

/** A token's number, and whether the network is to be unsure of it; `null` is a frame without a token. */
export type CodedFrame = { readonly token: number; readonly isUnsure?: boolean } | null;

/** 8 kHz, as x / 32768: frames of 240 samples whose sum states the token, and in its last four bits how unsure it is. */
export function codedForTOne(frames: readonly CodedFrame[]): Float32Array {
  const samples = new Float32Array(240 * frames.length);
  frames.forEach((frame, at) => {
    if (frame === null) return;
    const value = 16 * (frame.token + 1) + (frame.isUnsure ? 15 : 0);
    // The middle of the values that are read as this one.
    const sum = (value + 0.5) * 8192;
    samples.fill(Math.round(sum / 240) / 32_768, 240 * at, 240 * (at + 1));
  });
  return samples;
}

/** 16 kHz: a tone for each frame of 640 samples, in the mel band that states the token; a quiet one is less sure. */
export function codedForGigaam(frames: readonly CodedFrame[]): Float32Array {
  const matrix = melMatrix('v3');
  const samples = new Float32Array(640 * frames.length);
  frames.forEach((frame, at) => {
    if (frame === null) return;
    // Of the bands that state a token the higher one: low bands are narrower than the spectrum's lines.
    const band = frame.token + (frame.token + 31 < 64 ? 31 : -2);
    const bins = matrix.length / 64;
    const bin = Array.from({ length: bins }, (_, i) => i).reduce((best, i) =>
      matrix[i * 64 + band]! > matrix[best * 64 + band]! ? i : best,
    );
    const amplitude = frame.isUnsure ? 0.005 : 0.9;
    for (let i = 0; i < 640; i += 1) {
      samples[640 * at + i] = amplitude * Math.sin((Math.PI * bin * i) / (bins - 1));
    }
  });
  return samples;
}
