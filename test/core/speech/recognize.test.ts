import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSession, type ModelSession } from '#core/inference/index.ts';
import { openEngine, recognize, sileroModel, type SpeechEngine } from '#core/speech/index.ts';

import { readPlainWave, sine } from '../../builders/audio.ts';
import { seededRandom } from '../../builders/random.ts';
import { audioOf, joined, RATE, silence } from '../../builders/sounds.ts';

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

const seconds = (samples: Float32Array): number => samples.length / RATE;

describe('recognising a recording', () => {
  test('finds each stretch of speech with its place', async () => {
    const length = seconds(speech);
    const left = joined(silence(2), speech, silence(3 + length + 2));
    const right = joined(silence(2 + length + 3), speech, silence(2));
    const { durationMs, segments } = await recognize(audioOf(left, right), { engine, vad });
    expect(durationMs).toBe(Math.round((left.length * 1000) / RATE));
    const of = (channel: number) => segments.filter((segment) => segment.channel === channel);
    for (const [channel, startMs] of [
      [0, 2000],
      [1, 1000 * (2 + length + 3)],
    ] as const) {
      const found = of(channel);
      expect(found.map(({ text }) => text).join(' ')).toContain('меня зовут андрей');
      expect(found[0]!.startMs).toBeGreaterThanOrEqual(startMs - 200);
      expect(found[0]!.startMs).toBeLessThan(startMs + 800);
      expect(found.at(-1)!.endMs).toBeLessThanOrEqual(startMs + 1000 * length);
      expect(found.flatMap(({ words }) => words.map((word) => word.text)).join(' ')).toBe(
        found.map(({ text }) => text).join(' '),
      );
    }
  });

  test('hears speech that starts with the first sample and ends with the last', async () => {
    const cut = speech.subarray(3000, speech.length - 3000);
    const { segments } = await recognize(audioOf(cut), { engine, vad });
    expect(segments[0]!.startMs).toBeGreaterThanOrEqual(0);
    expect(segments.map(({ text }) => text).join(' ')).toContain('зовут');
  });

  test('writes nothing into silence, noise and ringing', async () => {
    const random = seededRandom(5);
    const noise = silence(8).map(() => 0.02 * (random.fraction() - 0.5));
    const ring = sine({ hz: 425, rateHz: RATE, samples: RATE, amplitude: 0.3 });
    const ringing = joined(ring, silence(4), ring, silence(2));
    for (const channel of [silence(8), noise, ringing]) {
      expect((await recognize(audioOf(channel), { engine, vad })).segments).toEqual([]);
    }
  });

  test('drops the echo of the other side', async () => {
    const echo = speech.map((sample) => sample * 0.03);
    const { segments } = await recognize(audioOf(joined(speech, silence(1)), joined(echo, silence(1))), {
      engine,
      vad,
    });
    expect(new Set(segments.map(({ channel }) => channel))).toEqual(new Set([0]));
  });

  test('cuts long speech into pieces that the engine takes', async () => {
    const pieces: number[] = [];
    const listening: SpeechEngine = {
      ...engine,
      recognize: (piece, options) => {
        pieces.push(piece.length / RATE);
        return engine.recognize(piece, options);
      },
    };
    const body = speech.subarray(2000, speech.length - 2000);
    await recognize(audioOf(joined(...Array.from({ length: 12 }, () => body))), { engine: listening, vad });
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces)).toBeLessThanOrEqual(engine.maxPieceMs / 1000);
  });

  test('reports progress and stops when told to', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const run = recognize(audioOf(silence(20)), {
      engine,
      vad,
      signal: abort.signal,
      onProgress: (audioDoneMs) => {
        seen.push(audioDoneMs);
        if (seen.length === 3) abort.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.length).toBe(3);
  });

  test('of no samples is no audio', async () => {
    expect(await recognize(audioOf(silence(0)), { engine, vad })).toEqual({ durationMs: 0, segments: [] });
  });
});
