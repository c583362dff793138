import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importModel, modelFolder, verifyModel, type CatalogModel } from '#core/model-files/index.ts';
import { aFolder } from '../../builders/folders.ts';
import { aModel, sha256Of, someBytes, VOCABULARY, WEIGHTS } from './a-model.ts';
import { somewhere } from './fixtures.ts';

const OTHER = someBytes(200_000, 7);
/** One file, known by its size and checksum. */
const aSmallModel = aModel({
  id: 'canary',
  files: [{ path: 'model.onnx', sizeBytes: OTHER.length, sha256: sha256Of(OTHER) }],
});
/** One file with a name of its own and nothing else known. */
const aVagueModel = aModel({ id: 'finch', files: [{ path: 'finch.int8.onnx', sizeBytes: null, sha256: null }] });
/** One file with a name that many models have. */
const aNamelessModel = aModel({ id: 'crow', files: [{ path: 'onnx/model.onnx', sizeBytes: null, sha256: null }] });
const CATALOG: readonly CatalogModel[] = [aModel(), aSmallModel, aVagueModel, aNamelessModel];

function aStick(files: Readonly<Record<string, Buffer>>): string {
  const stick = aFolder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(stick, name)), { recursive: true });
    writeFileSync(path.join(stick, name), bytes);
  }
  return stick;
}

describe('importing a model from a USB stick', () => {
  it.each([
    [
      'a folder with its files',
      { 'parrot/weights.onnx': WEIGHTS, 'parrot/vocab.txt': VOCABULARY },
      ['', 'parrot'] as const,
    ],
    [
      'a folder with other things beside',
      { 'a/b/weights.onnx': WEIGHTS, 'vocab.txt': VOCABULARY, 'x.mp3': OTHER.subarray(9) },
      ['', 'parrot'] as const,
    ],
    ['a single file', { 'model.onnx': OTHER }, ['model.onnx', 'canary'] as const],
    ['a renamed file', { 'T-one (1).onnx': OTHER }, ['T-one (1).onnx', 'canary'] as const],
    [
      'a file that only its name tells',
      { 'finch.int8.onnx': WEIGHTS.subarray(5) },
      ['finch.int8.onnx', 'finch'] as const,
    ],
  ])('recognises %s', async (_name, files, [file, id]) => {
    const place = somewhere();
    const manifest = await importModel({ path: path.join(aStick(files), file), catalog: CATALOG }, place);
    expect(manifest.id).toBe(id);
    expect(readdirSync(place.modelsDir)).toEqual([id]);
    expect(await verifyModel(place.modelsDir, id, place.signal)).toMatchObject({ state: 'ok' });
  });

  it.each(['raven', 'raven_onnx', 'models--birds--raven_onnx'])(
    'knows two of a family by the folder: %s',
    async (name) => {
      const family = ['rook', 'raven'].map((id) => aModel({ ...aVagueModel, id, repo: `birds/${id}_onnx` }));
      const place = somewhere();
      const stick = aStick({ [`${name}/finch.int8.onnx`]: WEIGHTS.subarray(6) });
      expect((await importModel({ path: path.join(stick, name), catalog: family }, place)).id).toBe('raven');
      await expect(importModel({ path: stick, catalog: family }, place)).rejects.toMatchObject({
        code: 'model.unrecognised',
      });
    },
  );

  it('takes the word of the user where the files do not tell', async () => {
    const place = somewhere();
    const stick = aStick({ 'onnx/model.onnx': WEIGHTS.subarray(1), 'model.onnx': WEIGHTS.subarray(2) });
    const manifest = await importModel({ path: stick, catalog: CATALOG, id: 'crow' }, place);
    expect(manifest).toMatchObject({ id: 'crow', files: [{ path: 'onnx/model.onnx', trust: 'import' }] });
  });

  it.each([
    ['a folder without models', { 'звонок.mp3': WEIGHTS.subarray(3) }, 'model.unrecognised'],
    ['half of a model', { 'vocab.txt': VOCABULARY }, 'model.corrupt'],
    ['a file of the right size with other contents', { 'model.onnx': Buffer.alloc(OTHER.length, 1) }, 'model.corrupt'],
    [
      'a file that was copied in part',
      { 'weights.onnx': WEIGHTS.subarray(0, 9), 'vocab.txt': VOCABULARY },
      'model.corrupt',
    ],
  ])('refuses %s and installs nothing', async (_name, files, code) => {
    const place = somewhere();
    await expect(importModel({ path: aStick(files), catalog: CATALOG }, place)).rejects.toMatchObject({ code });
    for (const { id } of CATALOG) expect(existsSync(modelFolder(place.modelsDir, id))).toBe(false);
  });

  it('does not follow links out of the stick', async () => {
    const stick = aStick({ 'vocab.txt': VOCABULARY });
    symlinkSync(path.join(aStick({ 'weights.onnx': WEIGHTS }), 'weights.onnx'), path.join(stick, 'weights.onnx'));
    await expect(importModel({ path: stick, catalog: CATALOG }, somewhere())).rejects.toMatchObject({
      code: 'model.corrupt',
    });
  });

  it('names a file that is not there', async () => {
    const missing = path.join(aFolder(), 'нет.onnx');
    await expect(importModel({ path: missing, catalog: CATALOG }, somewhere())).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });
});
