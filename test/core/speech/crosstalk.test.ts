import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSession, type ModelSession } from '#core/inference/index.ts';
import { mergeUtterances, openEngine, recognize, sileroModel, type SpeechEngine } from '#core/speech/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { readPlainWave } from '../../builders/audio.ts';
import { audioOf, joined, silence } from '../../builders/sounds.ts';

let engine: SpeechEngine;
let vad: ModelSession;
let speech: Float32Array;
beforeAll(async () => {
  engine = await openEngine('bundled-ru-8k', 'models/bundled/speech');
  vad = await openSession(sileroModel(), { threads: 1 });
  speech = await readPlainWave('models/bundled/speech/sample.wav');
});
afterAll(async () => {
  await engine.close();
  await vad.close();
});

const quieter = (samples: Float32Array, db: number): Float32Array => samples.map((sample) => sample * 10 ** (db / 20));
const mixed = (a: Float32Array, b: Float32Array): Float32Array => a.map((sample, i) => sample + b[i]!);
const heard = async (left: Float32Array, right: Float32Array) =>
  (await recognize(audioOf(left, right), { engine, vad })).segments;

describe('the other side in a channel', () => {
  test.each([-40, -30, -24])('is left out when it is an echo of %d dB', async (db) => {
    const call = joined(speech, silence(1));
    expect(new Set((await heard(call, quieter(call, db))).map(({ channel }) => channel))).toEqual(new Set([0]));
  });

  test('is left out, and what the own side says later is not', async () => {
    const left = joined(speech, silence(1), new Float32Array(speech.length), silence(1));
    const right = joined(new Float32Array(speech.length), silence(1), speech, silence(1));
    const segments = await heard(mixed(left, quieter(right, -30)), mixed(right, quieter(left, -30)));
    const of = (channel: number) => segments.filter((segment) => segment.channel === channel);
    expect(Math.max(...of(0).map(({ endMs }) => endMs))).toBeLessThan(5500);
    expect(Math.min(...of(1).map(({ startMs }) => startMs))).toBeGreaterThan(5500);
  });

  test('is kept where both speak at once, also a quieter one, and who cut in can be counted', async () => {
    // The right side begins two seconds after the left and goes on when the left has ended.
    const left = joined(speech, silence(3));
    const right = quieter(joined(silence(2.5), speech, silence(0.5)), -12);
    const segments = await heard(left, right);
    const utterances = mergeUtterances(segments, ['client', 'agent']);
    const [client, agent] = ['client', 'agent'].map((side) => utterances.filter(({ speaker }) => speaker === side));
    for (const side of [client!, agent!]) {
      expect(side.map(({ text }) => text).join(' ')).toContain('меня зовут андрей');
    }
    expect(agent![0]!.startMs).toBeLessThan(client!.at(-1)!.endMs - 500);
    const talk = measureTalk({ durationMs: 8000, channels: 2, utterances });
    expect(talk.agent?.interruptions).toBe(1);
    expect(talk.client?.interruptions).toBe(0);
  });
});
