/** What every speech engine must do. A new engine adds one entry. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  describeEngine,
  INSTALLABLE_ENGINES,
  openEngine,
  type EngineSettings,
  type SpeechEngine,
} from '#core/speech/index.ts';

import { readPlainWave } from '../builders/audio.ts';
import { golden } from '../builders/golden.ts';
import { installByHand } from '../builders/installed-model.ts';
import {
  fakeServer,
  fakeWhisperModel,
  isServerBuilt,
  realServer,
  talkingWhisperModel,
  talkingWhisperNetwork,
} from '../builders/whisper.ts';

const BUNDLED = join(import.meta.dirname, '../../models/bundled/speech');
const INSTALLED = mkdtempSync(join(tmpdir(), 'razbor-engines-'));
afterAll(() => rmSync(INSTALLED, { recursive: true, force: true }));

/** A stand-in model in a folder of its own, as the model manager would leave it. */
const standIn = (engine: string, ...files: string[]) => ({
  id: engine,
  modelFolder: installByHand(INSTALLED, { id: engine, engine, files: files.map(golden) }),
});
const GIGAAM = 'standin/gigaam_v3_ctc_standin_encoded_lengths.onnx';

if (!isServerBuilt) console.log('The real whisper.cpp is not under test: npm run build:whisper has not been run.');

/** One over a stand-in of its server, one over whisper.cpp itself where it has been built. */
const WHISPER = [
  { id: 'whisper-fake', modelFolder: fakeWhisperModel(INSTALLED), whisperServer: fakeServer('speaks') },
  ...(isServerBuilt
    ? [{ id: 'whisper-talking', modelFolder: talkingWhisperModel(INSTALLED), whisperServer: realServer() }]
    : []),
].map(({ whisperServer, ...model }) => ({
  ...model,
  engine: 'whisper',
  settings: { whisperServer },
  sample: golden('standin/gigaam_coded_16k.wav'),
  spoken: 'добрый день, щука',
}));

interface Entry {
  readonly id: string;
  readonly modelFolder: string;
  readonly sample: string;
  readonly spoken: string;
  /** Where it is not the id. */
  readonly engine?: string;
  readonly settings?: EngineSettings;
}

const ENGINES: Entry[] = [
  {
    id: 'bundled-ru-8k',
    modelFolder: BUNDLED,
    sample: join(BUNDLED, 'sample.wav'),
    spoken: 'добрый день меня зовут андрей я звоню по поводу вашей заявки на доставку',
  },
  ...['gigaam-v2-ctc', 'gigaam-v3-ctc'].map((engine) => ({
    ...standIn(engine, GIGAAM),
    sample: golden('standin/gigaam_coded_16k.wav'),
    spoken: 'алло это дорого да нет',
  })),
  {
    ...standIn('gigaam-v3-e2e-ctc', GIGAAM, 'decode/vocab_char_34.txt'),
    sample: golden('standin/gigaam_coded_short_16k.wav'),
    spoken: 'щука',
  },
  {
    ...standIn('t-one', 'standin/tone_standin.onnx'),
    sample: golden('standin/tone_edges_8k.wav'),
    spoken: 'это даё',
  },
  ...WHISPER,
  {
    id: 'whisper-onnx',
    modelFolder: talkingWhisperNetwork(INSTALLED),
    sample: golden('standin/gigaam_coded_16k.wav'),
    spoken: 'добрый день, щука',
  },
];

describe.each(ENGINES)('engine $id', ({ id, modelFolder, sample, spoken, settings }) => {
  let engine: SpeechEngine;
  beforeAll(async () => {
    engine = await openEngine(id, modelFolder, settings);
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

test('every engine that can be installed is under this contract', () => {
  expect(ENGINES.map(({ id, engine }) => engine ?? id)).toEqual(expect.arrayContaining([...INSTALLABLE_ENGINES]));
});

describe('a model that is not what it should be', () => {
  const truncated = join(INSTALLED, 'cut.onnx');
  writeFileSync(truncated, readFileSync(golden(GIGAAM)).subarray(0, 900));
  test.each([
    ['for another task', 't-one', [golden('standin/silero_vad_standin.onnx')]],
    ['of another engine', 'gigaam-v3-ctc', [golden('standin/tone_standin.onnx')]],
    ['cut short', 'gigaam-v3-ctc', [truncated]],
    ['a text', 'gigaam-v3-ctc', [golden('README.md')]],
    ['without its vocabulary', 'gigaam-v3-e2e-ctc', [golden(GIGAAM)]],
    ['with another file for its vocabulary', 'gigaam-v3-e2e-ctc', [golden(GIGAAM), join(INSTALLED, 'page_vocab.txt')]],
  ])('%s is refused as damaged', async (name, engine, files) => {
    writeFileSync(join(INSTALLED, 'page_vocab.txt'), '<!doctype html>\n<html></html>\n');
    const modelFolder = installByHand(join(INSTALLED, name), { id: engine, engine, files });
    await expect(openEngine(engine, modelFolder)).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  test('changed since it was installed is refused as damaged', async () => {
    const { id, modelFolder } = { ...standIn('t-one', 'standin/tone_standin.onnx') };
    const copy = join(INSTALLED, 'changed');
    cpSync(modelFolder, copy, { recursive: true });
    const bytes = readFileSync(join(copy, 'tone_standin.onnx'));
    bytes[700]! ^= 1;
    writeFileSync(join(copy, 'tone_standin.onnx'), bytes);
    await expect(openEngine(id, copy)).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  test('with a damaged manifest or one for a newer program is refused', async () => {
    const folder = join(INSTALLED, 'manifests');
    mkdirSync(folder);
    writeFileSync(join(folder, 'manifest.json'), '{"id":');
    await expect(openEngine('t-one', folder)).rejects.toMatchObject({ code: 'model.corrupt' });
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ id: 'parrot', engine: 'parrot', files: [] }));
    await expect(openEngine('parrot', folder)).rejects.toMatchObject({ code: 'engine.unknown' });
  });
});

test('models that are not installed are said to be so', async () => {
  await expect(openEngine('parrot', BUNDLED)).rejects.toMatchObject({ code: 'model.missing' });
  await expect(openEngine('bundled-ru-8k', join(BUNDLED, 'nowhere'))).rejects.toMatchObject({ code: 'model.missing' });
});
