/** Models that are no speech engines are tried on a known input in a process of their own: stand-ins, sound and broken. */

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalog } from '#core/model-files/index.ts';
import { tryModel } from '#core/installed-models/index.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { ROOT } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { installByHand } from '../../builders/installed-model.ts';
import { writeOnnx } from '../../builders/onnx.ts';
import { aPunctuationModel } from '../../builders/punctuation-model.ts';
import { aSegmentationModel, aVoicePrintModel } from '../../builders/voices.ts';

const resources = resourcesIn(ROOT);
const catalog = await readCatalog(resources.modelCatalog);
const WORDS = 'здравствуйте меня зовут ольга скажите пожалуйста сколько это стоит спасибо я подумаю до свидания'.split(
  ' ',
);

async function trial(id: string, folder: string): Promise<string> {
  const model = catalog.find((one) => one.id === id)!;
  const options = { resources, forker: createNodeForker(), signal: new AbortController().signal };
  return tryModel(model, folder, options).then(
    () => 'works',
    (error: unknown) => (error as { code: string }).code,
  );
}

/** A stand-in transformer with its manifest; `change` works on its files before. */
function aTextModel(id: string, standIn: string, change: (folder: string) => void = () => undefined): string {
  const folder = path.join(aFolder(), id);
  mkdirSync(folder);
  cpSync(path.join(ROOT, 'test/fixtures/text-standin', standIn), folder, { recursive: true });
  change(folder);
  const files = readdirSync(folder).map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { path: name, sizeBytes: bytes.length, sha256, trust: 'import' };
  });
  const facts = { format: 'razbor-model', version: 1, id, engine: 'transformers', repo: 'a/b', commit: null };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ ...facts, installedAt: '2026-11-20', files }));
  return folder;
}

/** A network that gives the same numbers for whatever it hears, in the shape of its input's first dimension. */
function aDeafVoiceModel(): string {
  const weights = {
    none: { dims: [80, 256], data: new Float32Array(80 * 256) },
    one: { dims: [256], data: new Float32Array(256).fill(1) },
  };
  const file = writeOnnx(path.join(aFolder(), 'model.onnx'), {
    inputs: { feats: { type: 'float', dims: [null, null, 80] } },
    outputs: { embs: [null, 256] },
    weights,
    nodes: [
      { op: 'ReduceMean', inputs: ['feats'], outputs: ['mean'], ints: { axes: [1], keepdims: 0 } },
      { op: 'MatMul', inputs: ['mean', 'none'], outputs: ['zeros'] },
      { op: 'Add', inputs: ['zeros', 'one'], outputs: ['embs'] },
    ],
  });
  return installByHand(aFolder(), { id: 'wespeaker-resnet34', engine: 'wespeaker', files: [file] });
}

describe('a model for punctuation', () => {
  const labelled = (label: (word: string) => string): string =>
    aPunctuationModel(Object.fromEntries(WORDS.map((word) => [word, label(word)])));

  it('works when it puts marks to some words and changes none', async () => {
    const folder = labelled((word) =>
      word === 'ольга' ? 'UPPER_PERIOD' : word === 'стоит' ? 'LOWER_QUESTION' : 'LOWER_O',
    );
    expect(await trial('rupunct-small', folder)).toBe('works');
  });

  it('does not when it marks everything or nothing, or is a network for another task', async () => {
    expect(
      await trial(
        'rupunct-small',
        labelled(() => 'UPPER_PERIOD'),
      ),
    ).toBe('model.corrupt');
    expect(
      await trial(
        'rupunct-small',
        labelled(() => 'LOWER_O'),
      ),
    ).toBe('model.corrupt');
    expect(await trial('rupunct-small', aVoicePrintModel(aFolder()))).toBe('model.corrupt');
  });
});

describe('models that tell speakers apart', () => {
  it('work when speech is heard and silence is not', async () => {
    expect(await trial('pyannote-segmentation', aSegmentationModel(aFolder(), 10))).toBe('works');
    // Hears nothing in the sample: it knows two tones only.
    expect(await trial('pyannote-segmentation', aSegmentationModel(aFolder()))).toBe('model.corrupt');
    expect(await trial('pyannote-segmentation', aVoicePrintModel(aFolder()))).not.toBe('works');
  });

  it('work when a voice is more like itself than like another', async () => {
    expect(await trial('wespeaker-resnet34', aVoicePrintModel(aFolder()))).toBe('works');
    expect(await trial('wespeaker-resnet34', aDeafVoiceModel())).toBe('model.corrupt');
    expect(await trial('wespeaker-resnet34', aSegmentationModel(aFolder()))).not.toBe('works');
  });
});

describe('models for texts', () => {
  it('work when what means the same lies close together', async () => {
    expect(await trial('multilingual-e5-small', aTextModel('multilingual-e5-small', 'encoder'))).toBe('works');
    expect(await trial('multilingual-e5-small', aTextModel('multilingual-e5-small', 'sentiment'))).toBe(
      'model.corrupt',
    );
  });

  it('work when they read the tone of plain sentences', async () => {
    expect(await trial('rubert-tiny-sentiment', aTextModel('rubert-tiny-sentiment', 'sentiment'))).toBe('works');
    const swapped = aTextModel('rubert-tiny-sentiment', 'sentiment', (folder) => {
      const labels = { id2label: { 0: 'positive', 1: 'neutral', 2: 'negative' } };
      writeFileSync(path.join(folder, 'config.json'), JSON.stringify(labels));
    });
    expect(await trial('rubert-tiny-sentiment', swapped)).toBe('model.corrupt');
  });
});

it('a trial ends when the user stops it', async () => {
  const model = catalog.find(({ id }) => id === 'multilingual-e5-small')!;
  const stopped = new AbortController();
  const options = { resources, forker: createNodeForker(), signal: stopped.signal };
  const ended = tryModel(model, aTextModel(model.id, 'encoder'), options);
  stopped.abort();
  await expect(ended).rejects.toMatchObject({ code: 'job.cancelled' });
});
