import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSession, type ModelSession } from '#core/inference/index.ts';
import { openEngine, recognize, sileroModel, type SpeechEngine } from '#core/speech/index.ts';

import { audioOf, joined, silence, tones } from '../../builders/sounds.ts';
import { readPlainWave } from '../../builders/audio.ts';
import { seededRandom } from '../../builders/random.ts';

let engine: SpeechEngine;
let vad: ModelSession;
beforeAll(async () => {
  engine = await openEngine('bundled-ru-8k', 'models/bundled/speech');
  vad = await openSession(sileroModel(), { threads: 1 });
});
afterAll(async () => {
  await engine.close();
  await vad.close();
});

const heard = async (channel: Float32Array): Promise<string[]> =>
  (await recognize(audioOf(channel), { engine, vad })).segments.map(({ text }) => text);
const repeated = (times: number, ...parts: readonly Float32Array[]): Float32Array =>
  joined(...Array.from({ length: times }, () => parts).flat());

/** Russian telephone signals: 425 Hz, ringing 1 s of 5, engaged 0.35 s of 0.7 (GOST 28384-89). */
const RINGING = repeated(4, tones([425], 1, 0.3), silence(4));
const ENGAGED = repeated(12, tones([425], 0.35, 0.3), silence(0.35));

/** Three chords with overtones and a soft melody above them, as music on hold. */
function holdMusic(): Float32Array {
  const chords = [
    [262, 330, 392, 524],
    [220, 262, 330, 440],
    [175, 220, 262, 349],
    [196, 247, 294, 392],
  ];
  return joined(
    ...[...chords, ...chords, ...chords].map((chord, i) => tones([...chord, 523 + 30 * (i % 5)], 1.2, 0.12)),
  );
}

describe('no text comes out of', () => {
  test.each([
    ['silence', () => silence(10)],
    ['the noise of a line', () => silence(10).map(seededNoise(0.01))],
    ['ringing', () => RINGING],
    ['ringing on a noisy line', () => RINGING.map((sample, i) => sample + seededNoise(0.01)(0, i))],
    ['the engaged signal', () => ENGAGED],
    ['a fax', () => repeated(4, tones([1100], 0.5, 0.3), silence(3))],
    ['a chord of music', () => tones([262, 330, 392, 523], 6, 0.15)],
    ['music on hold', holdMusic],
  ] as const)('%s', async (_name, sound) => {
    expect(await heard(sound())).toEqual([]);
  });

  test('ringing before somebody answers, but what is said then', async () => {
    const speech = await readPlainWave('models/bundled/speech/sample.wav');
    const text = (await heard(joined(RINGING, speech, ENGAGED))).join(' ');
    expect(text).toMatch(/^\S*обрый день меня зовут андрей .*доставку$/);
  });
});

function seededNoise(amplitude: number): (sample: number, index: number) => number {
  const random = seededRandom(11);
  return () => 2 * amplitude * (random.fraction() - 0.5);
}
