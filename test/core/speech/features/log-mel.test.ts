/** The GigaAM front end against the reference implementations (test/fixtures/golden/README.md). */

import { describe, expect, test } from 'vitest';

import { createLogMel, melMatrix, windowOf } from '#core/speech/features/log-mel.ts';
import { readPlainWave } from '../../../builders/audio.ts';
import { golden, readFloats } from '../../../builders/golden.ts';

const WAVES = {
  a_mix: golden('features/a_mix_16k.wav'),
  b_speech: golden('standin/b_speech_16k.wav'),
  c_edge: golden('features/c_edge_16k.wav'),
};
const SIGNALS = Object.keys(WAVES) as (keyof typeof WAVES)[];

/** Largest absolute difference. */
function distance(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

describe.each([
  { version: 'v2', size: 400, bins: 201, tolerance: 1e-5 },
  { version: 'v3', size: 320, bins: 161, tolerance: 2e-5 },
] as const)('GigaAM $version features', ({ version, size, bins, tolerance }) => {
  test.each(SIGNALS)('of %s are those of the reference', async (signal) => {
    const features = createLogMel(version)(await readPlainWave(WAVES[signal]));
    const expected = await readFloats(`features/${signal}.${version}.f32`);
    expect(features.frames).toBe(expected.length / 64);
    expect(distance(features.data, expected)).toBeLessThan(tolerance);
  });

  test('use the window and the mel bands of the reference, to the last bit', async () => {
    expect(distance(windowOf(version), await readFloats(`features/const_window_${version}_${size}.f32`))).toBe(0);
    expect(distance(melMatrix(version), await readFloats(`features/const_mel_${version}_${bins}x64.f32`))).toBe(0);
  });
});
