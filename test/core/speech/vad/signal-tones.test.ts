import { expect, test } from 'vitest';

import { withoutSignalTones } from '#core/speech/vad/signal-tones.ts';
import { readPlainWave } from '../../../builders/audio.ts';
import { joined, RATE, silence, tones } from '../../../builders/sounds.ts';

const loudest = (samples: Float32Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

test.each([405, 425, 445])('a signal of %d Hz is silenced', (hz) => {
  const signal = joined(silence(0.3), tones([hz], 0.35, 0.4), silence(0.3));
  expect(loudest(withoutSignalTones(signal, RATE))).toBe(0);
});

test('other sounds stay: speech to the last sample, short beeps, chords, other tones', async () => {
  const speech = await readPlainWave('models/bundled/speech/sample.wav');
  const others = [speech, tones([425], 0.15, 0.3), tones([425, 530], 1, 0.3), tones([1000], 1, 0.3), silence(1)];
  for (const sound of others) expect(withoutSignalTones(sound, RATE)).toBe(sound);
});
