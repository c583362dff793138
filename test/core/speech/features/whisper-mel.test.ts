import { WhisperFeatureExtractor } from '@huggingface/transformers';
import { expect, test } from 'vitest';

import { createWhisperMel, WHISPER_FRAMES } from '#core/speech/features/whisper-mel.ts';

import { readPlainWave } from '../../../builders/audio.ts';
import { golden } from '../../../builders/golden.ts';

/** What transformers.js makes of a sound for the models with so many bands. */
async function expectedMel(samples: Float32Array, bands: number): Promise<Float32Array> {
  const extractor = new WhisperFeatureExtractor({
    ...{ feature_size: bands, n_fft: 400, hop_length: 160, chunk_length: 30, n_samples: 480_000 },
    ...{ nb_max_frames: WHISPER_FRAMES, sampling_rate: 16_000 },
  });
  const { input_features: features } = (await extractor._call(samples)) as { input_features: { data: Float32Array } };
  return features.data;
}

test.each([80, 128])('gives the features of the reference, %i bands', async (bands) => {
  const samples = await readPlainWave(golden('features/a_mix_16k.wav'));
  const expected = await expectedMel(samples, bands);
  const mel = await createWhisperMel(bands)(samples);
  expect(mel).toHaveLength(expected.length);
  let worst = 0;
  mel.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - expected[i]!))));
  expect(worst).toBeLessThan(1e-4);
});

test('gives the features of the reference where the window is full', async () => {
  const samples = Float32Array.from({ length: 480_000 }, (_, i) => 0.3 * Math.sin(i * i * 1e-6));
  const expected = await expectedMel(samples, 80);
  const mel = await createWhisperMel(80)(samples);
  expect(mel.every((value, i) => Math.abs(value - expected[i]!) < 1e-4)).toBe(true);
});
