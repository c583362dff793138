/** The catalogue of the program with files of a few kilobytes in place of the real ones, and the hub that has them. */

import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { CatalogModel } from '#core/model-files/index.ts';
import { sha256Of, someBytes } from '../core/model-files/a-model.ts';
import { HUB_COMMIT } from '../fakes/hub.ts';

export interface SmallCatalog {
  readonly models: readonly CatalogModel[];
  /** For `startHub`: contents by `repo/path`. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** Writes the catalogue into a folder. @returns its path */
  write(folder: string): string;
  /** Writes the files of a model into a folder, as on a USB stick. */
  copyTo(folder: string, id: string): Promise<void>;
}

/** @param bytes size of the largest file; others are smaller, and no two are alike */
export function aSmallCatalog(bytes = 60_000): SmallCatalog {
  const real = JSON.parse(readFileSync('models/catalog.json', 'utf8')) as { models: CatalogModel[] };
  const files: Record<string, Buffer> = {};
  const contentsOf = (name: string): Buffer => {
    const number = Object.keys(files).length;
    return (files[name] ??= someBytes(Math.max(100, bytes - 997 * number), number + 1));
  };
  const models = real.models.map((model) => ({
    ...model,
    commit: HUB_COMMIT,
    files: model.files.map((file) => {
      const contents = contentsOf(`${model.repo}/${file.path}`);
      return { path: file.path, sizeBytes: contents.length, sha256: sha256Of(contents) };
    }),
  }));
  return {
    models,
    files,
    write(folder) {
      const file = path.join(folder, 'catalog.json');
      writeFileSync(file, JSON.stringify({ ...real, models }));
      return file;
    },
    async copyTo(folder, id) {
      const model = models.find((one) => one.id === id)!;
      for (const file of model.files) {
        const target = path.join(folder, file.path);
        await mkdir(path.dirname(target), { recursive: true });
        writeFileSync(target, files[`${model.repo}/${file.path}`]!);
      }
    },
  };
}
