/** A model that the model manager has put into a folder of its own, as its manifest describes it. */

import { join } from 'node:path';

import { z } from 'zod';

import { readModelBytes, type ModelFile } from '#core/inference/index.ts';

import type { Maker } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';

/** The part of `manifest.json` that engines need; core/model-files writes it. */
const manifestSchema = z.object({
  id: z.string(),
  engine: z.string(),
  files: z.array(
    z.object({
      path: z.string().regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export interface InstalledModel {
  readonly id: string;
  /** Which engine runs it. */
  readonly engine: string;
  readonly files: readonly ModelFile[];
}

/** Throws `model.missing` where the folder holds no installed model, `model.corrupt` where its manifest is damaged. */
export async function readInstalledModel(folder: string): Promise<InstalledModel> {
  const text = (await readModelBytes(join(folder, 'manifest.json'))).toString('utf8');
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success) throw new AppError('model.corrupt', { file: 'manifest.json' });
  const { id, engine, files } = manifest.data;
  return { id, engine, files: files.map(({ path, sha256 }) => ({ path: join(folder, path), sha256 })) };
}

/** The only file whose name ends so. Throws `model.corrupt` where there is none or more than one. */
export function fileEnding({ id, files }: InstalledModel, ending: string): ModelFile {
  const found = files.filter(({ path }) => path.endsWith(ending));
  if (found.length !== 1)
    throw new AppError('model.corrupt', { model: id, reason: `${found.length} files *${ending}` });
  return found[0]!;
}

/** @param decodingVersion raised whenever decoding changes, so that stored transcripts count as made by another version */
export const makerOfModel = (model: InstalledModel, decodingVersion: number): Maker => ({
  id: model.id,
  version: `${model.files.map(({ sha256 }) => sha256.slice(0, 12)).join('+')}+${decodingVersion}`,
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
