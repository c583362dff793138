/** What every speech engine must do. A new engine adds one entry. */

import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { describeEngine, openEngine, type SpeechEngine } from '#core/speech/index.ts';

import { readPlainWave } from '../builders/audio.ts';

const BUNDLED = join(import.meta.dirname, '../../models/bundled/speech');

const ENGINES = [
  {
    id: 'bundled-ru-8k',
    modelFolder: BUNDLED,
    sample: join(BUNDLED, 'sample.wav'),
    spoken: 'добрый день меня зовут андрей я звоню по поводу вашей заявки на доставку',
  },
];

describe.each(ENGINES)('engine $id', ({ id, modelFolder, sample, spoken }) => {
  let engine: SpeechEngine;
  beforeAll(async () => {
    engine = await openEngine(id, modelFolder);
  });
  afterAll(() => engine.close());

  test('says what it is, before and after loading', async () => {
    expect(engine.maker.id).toBe(id);
    expect(engine.maker.version).not.toBe('');
    expect(await describeEngine(id, modelFolder)).toEqual(engine.maker);
  });

  test('hears its sample, twice the same', async () => {
    const piece = await readPlainWave(sample);
    const first = await engine.recognize(piece, {});
    const words = new Set(first.text.split(' '));
    const right = spoken.split(' ').filter((word) => words.has(word)).length;
    expect(right / spoken.split(' ').length).toBeGreaterThan(0.8);
    expect(await engine.recognize(piece, {})).toEqual(first);
  });

  test('gives words in order, inside the piece, that make up the text', async () => {
    const piece = await readPlainWave(sample);
    const { text, words, confidence } = await engine.recognize(piece, {});
    expect(words.map((word) => word.text).join(' ')).toBe(text);
    let last = 0;
    for (const { startMs, endMs, confidence: sure } of words) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      expect(endMs).toBeGreaterThan(startMs);
      expect(sure).toBeGreaterThan(0);
      expect(sure).toBeLessThanOrEqual(1);
      last = endMs;
    }
    expect(last).toBeLessThanOrEqual((1000 * piece.length) / engine.sampleRateHz + 40);
    expect(confidence).toBeGreaterThan(0.5);
    expect(confidence).toBeLessThanOrEqual(1);
  });

  test('hears nothing in silence, at its shortest and at its longest', async () => {
    for (const ms of [engine.minPieceMs, engine.maxPieceMs]) {
      const silence = new Float32Array((ms * engine.sampleRateHz) / 1000);
      expect(await engine.recognize(silence, {})).toEqual({ text: '', words: [], confidence: 0 });
    }
  });

  test('survives extremes', async () => {
    const loud = Float32Array.from({ length: engine.sampleRateHz }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const { confidence } = await engine.recognize(loud, {});
    expect(confidence).not.toBeNaN();
  });

  test('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(engine.recognize(new Float32Array(8000), { signal })).rejects.toThrow('enough');
  });
});

test('an unknown engine and a folder without models are said to be so', async () => {
  await expect(openEngine('parrot', BUNDLED)).rejects.toMatchObject({ code: 'engine.unknown' });
  await expect(openEngine('bundled-ru-8k', join(BUNDLED, 'nowhere'))).rejects.toMatchObject({ code: 'model.missing' });
});
