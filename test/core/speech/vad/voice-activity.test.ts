import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { openSession } from '#core/inference/index.ts';
import { sileroModel } from '#core/speech/index.ts';

import { createVoiceActivity, hopSamples } from '#core/speech/vad/voice-activity.ts';
import { readPlainWave } from '../../../builders/audio.ts';

const FOLDER = 'test/fixtures/golden/standin';
const goldens = z
  .object({
    cases: z.array(
      z.object({
        id: z.string(),
        wav: z.string(),
        sampleRate: z.number(),
        items: z.array(z.object({ channel: z.number(), probs: z.array(z.number()) })),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(`${FOLDER}/expected_vad.json`, 'utf8')));

/** Probabilities of every window, one list per channel; the last window is filled up with silence. */
async function listenTo(
  channels: readonly Float32Array[],
  sampleRateHz: number,
  model: { readonly path: string; readonly sha256: string },
): Promise<number[][]> {
  const session = await openSession(model, { threads: 1 });
  const hop = hopSamples(sampleRateHz);
  const voice = createVoiceActivity(session, { sampleRateHz, channels: channels.length });
  const result: number[][] = channels.map(() => []);
  for (let at = 0; at < channels[0]!.length; at += hop) {
    const windows = channels.map((samples) => {
      const window = new Float32Array(hop);
      window.set(samples.subarray(at, at + hop));
      return window;
    });
    (await voice.listen(windows)).forEach((probability, channel) => result[channel]!.push(probability));
  }
  await session.close();
  return result;
}

function deinterleave(samples: Float32Array, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, c) => samples.filter((_sample, i) => i % channels === c));
}

describe('the voice activity client', () => {
  const path = `${FOLDER}/silero_vad_standin.onnx`;
  const standin = { path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };

  test.each(goldens.cases)(
    'carries state and context as the reference does: $id',
    async ({ wav, sampleRate, items }) => {
      const channels = deinterleave(await readPlainWave(`${FOLDER}/${wav}`), items.length);
      const probabilities = await listenTo(channels, sampleRate, standin);
      for (const { channel, probs } of items) {
        expect(probabilities[channel]).toHaveLength(probs.length);
        probs.forEach((expected, i) => expect(Math.abs(probabilities[channel]![i]! - expected)).toBeLessThan(1e-4));
      }
    },
  );
});

test('the bundled network hears speech and no speech', async () => {
  expect(existsSync(sileroModel().path)).toBe(true);
  const speech = await readPlainWave('models/bundled/speech/sample.wav');
  const silence = new Float32Array(speech.length).map((_, i) => 0.0005 * Math.sin(i * i));
  const [heard, quiet] = await listenTo([speech, silence], 8000, sileroModel());
  expect(heard!.filter((probability) => probability > 0.5).length).toBeGreaterThan(heard!.length / 2);
  expect(Math.max(...quiet!)).toBeLessThan(0.3);
});

test('other sample rates are a mistake of the caller', () => {
  expect(() => hopSamples(44_100)).toThrow('8000 or 16000');
});
