import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findModel, modelBytes, readCatalog } from '#core/model-files/index.ts';
import { INSTALLABLE_ENGINES } from '#core/speech/index.ts';
import { ROOT } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { aModel } from './a-model.ts';
import { writeCatalog } from './fixtures.ts';

const shipped = await readCatalog(path.join(ROOT, 'models/catalog.json'));

describe('the catalogue that ships with the program', () => {
  it('describes every model in Russian and in English', () => {
    for (const { title, description } of shipped) {
      expect(description.ru).toMatch(/[а-я]{3}/u);
      expect(description.en).toMatch(/[a-z]{3}/u);
      // The names of models themselves are the same in both.
      expect(`${title.en} ${description.en}`.replace('“ё”', '')).not.toMatch(/[а-яё]/iu);
    }
  });

  it.each([
    ['without English', { ru: 'Попугай' }],
    ['with an empty name', { ru: 'Попугай', en: ' ' }],
    ['with a name in one string', 'Попугай'],
    ['with a third language', { ru: 'Попугай', en: 'Parrot', de: 'Papagei' }],
  ])('is refused where a model is %s', async (_what, title) => {
    const file = writeCatalog(path.join(aFolder(), 'catalog.json'), [{ ...aModel(), title: title as never }]);
    await expect(readCatalog(file)).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  it('recommends one speech model, with a licence, a pinned version and known checksums, that an engine can run', () => {
    const recommended = shipped.filter((model) => model.recommended);
    expect(recommended).toHaveLength(1);
    const [model] = recommended;
    expect(model).toMatchObject({
      task: 'speech',
      licence: expect.any(String) as string,
      commit: expect.any(String) as string,
    });
    expect(model!.files.every(({ sha256, sizeBytes }) => sha256 !== null && sizeBytes !== null)).toBe(true);
    expect(INSTALLABLE_ENGINES).toContain(model!.engine);
  });

  it('has models for every engine family and task that is planned', () => {
    const engines = new Set(shipped.map(({ engine }) => engine));
    expect([...engines]).toEqual(expect.arrayContaining(['t-one', 'gigaam-v3-ctc', 'gigaam-v3-e2e-ctc', 'whisper']));
    const tasks = new Set(shipped.map(({ task }) => task));
    expect(tasks.size).toBe(6);
  });

  it('says how much is to be downloaded: exactly, roughly, or not at all', () => {
    expect(modelBytes(findModel(shipped, 't-one'))).toBe(144_193_371);
    expect(modelBytes(findModel(shipped, 'gigaam-v3-ctc'))).toBe(225_000_000);
    const unknown = findModel(shipped, 'gigaam-v3-ctc');
    expect(modelBytes({ ...unknown, approxBytes: null })).toBeNull();
  });

  it('does not know other models', () => {
    expect(() => findModel(shipped, 'parrot')).toThrow(expect.objectContaining({ code: 'model.unknown' }));
  });
});

describe('a catalogue is refused', () => {
  it.each([
    ['with a path that leaves the folder', aModel({ files: [{ path: '../evil', sizeBytes: null, sha256: null }] })],
    ['with an absolute path', aModel({ files: [{ path: '/etc/passwd', sizeBytes: null, sha256: null }] })],
    ['with an id that is a path', aModel({ id: '../parrot' })],
    ['with a version that is a branch', aModel({ commit: 'main' })],
    ['with a checksum that is none', aModel({ files: [{ path: 'a', sizeBytes: 1, sha256: 'abc' }] })],
  ])('%s', async (_name, model) => {
    const file = writeCatalog(path.join(aFolder(), 'catalog.json'), [model]);
    await expect(readCatalog(file)).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  it('with the same id twice, and where it is no JSON', async () => {
    const file = writeCatalog(path.join(aFolder(), 'catalog.json'), [aModel(), aModel()]);
    await expect(readCatalog(file)).rejects.toMatchObject({ code: 'model.corrupt' });
    writeFileSync(file, '<html>');
    await expect(readCatalog(file)).rejects.toMatchObject({ code: 'model.corrupt' });
  });
});
