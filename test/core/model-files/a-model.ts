/** Models for the tests of the model manager; for processes without the test runner too. */

import { createHash } from 'node:crypto';

import type { CatalogModel } from '#core/model-files/index.ts';

import { HUB_COMMIT } from '../../fakes/hub.ts';

/** Bytes that look the same in every run and compress badly. */
export function someBytes(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const WEIGHTS = someBytes(300_000, 1);
export const VOCABULARY = Buffer.from('а 0\n<blk> 1\n');

/** A model of two files whose sizes and checksums are known. */
export function aModel(changes: Partial<CatalogModel> = {}): CatalogModel {
  return {
    id: 'parrot',
    task: 'speech',
    engine: 't-one',
    title: { ru: 'Попугай', en: 'Parrot' },
    description: { ru: 'Повторяет.', en: 'Repeats.' },
    repo: 'birds/parrot',
    commit: HUB_COMMIT,
    files: [
      { path: 'onnx/weights.onnx', sizeBytes: WEIGHTS.length, sha256: sha256Of(WEIGHTS) },
      { path: 'vocab.txt', sizeBytes: VOCABULARY.length, sha256: sha256Of(VOCABULARY) },
    ],
    approxBytes: null,
    licence: 'MIT',
    licenceUrl: 'https://example.com/licence',
    ramMb: null,
    languages: ['ru'],
    attribution: 'Birds',
    ...changes,
  };
}

/** The same with nothing known in advance. */
export const anUnknownModel = (): CatalogModel =>
  aModel({ commit: null, files: aModel().files.map(({ path }) => ({ path, sizeBytes: null, sha256: null })) });
