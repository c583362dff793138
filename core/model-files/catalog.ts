/** The models that can be installed: what they are for, where they lie, under which licence. */

import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '#core/errors.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A path inside a repository and inside a model's folder: no `..`, nothing absolute, nothing hidden. */
export const filePath = z.string().regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/);
/** Names the model's folder too. */
export const modelId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const fileSchema = z.object({
  path: filePath,
  /** Null where nobody has published it: then the hub's word is taken once and kept in the manifest. */
  sizeBytes: z.int().positive().nullable(),
  /** Null as above. */
  sha256: sha256.nullable(),
});

/** The screens speak Russian and English; the command line speaks Russian. */
const bothLanguages = z.strictObject({ ru: z.string().trim().min(1), en: z.string().trim().min(1) });

const modelSchema = z.object({
  id: modelId,
  task: z.enum(['speech', 'voice-activity', 'punctuation', 'diarization', 'embedding', 'sentiment']),
  /** What runs it; the program may not know every engine yet. */
  engine: z.string(),
  title: bothLanguages,
  /** What the user gets, in plain words. */
  description: bothLanguages,
  repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** Null: the newest one at the first installation, noted in the manifest. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
  files: z.array(fileSchema).min(1).max(32),
  /** What all files take together, roughly, where exact sizes are unknown. */
  approxBytes: z.int().positive().nullable(),
  /** SPDX name, or null where the licence has not been established. */
  licence: z.string().nullable(),
  licenceUrl: z.url({ protocol: /^https$/ }),
  /** Memory while working, as published or measured by others; null where unknown. */
  ramMb: z.number().positive().nullable(),
  languages: z.array(z.string()).min(1),
  attribution: z.string(),
  recommended: z.boolean().optional(),
});

const catalogSchema = z.object({
  format: z.literal('razbor-models'),
  version: z.literal(1),
  models: z
    .array(modelSchema)
    .refine((models) => new Set(models.map(({ id }) => id)).size === models.length, 'ids must differ'),
});

export type CatalogFile = z.infer<typeof fileSchema>;
export type CatalogModel = z.infer<typeof modelSchema>;

/** Throws `model.corrupt` where the file is no catalogue: it ships with the program. */
export async function readCatalog(path: string): Promise<readonly CatalogModel[]> {
  try {
    return catalogSchema.parse(JSON.parse(await readFile(path, 'utf8'))).models;
  } catch (error) {
    throw new AppError('model.corrupt', { file: 'catalog.json' }, { cause: error });
  }
}

/** Throws `model.unknown` for an id that is not in the catalogue. */
export function findModel(catalog: readonly CatalogModel[], id: string): CatalogModel {
  const model = catalog.find((candidate) => candidate.id === id);
  if (!model) throw new AppError('model.unknown', { model: id });
  return model;
}

/** Bytes to download: exact where all sizes are known, else the rough figure of the catalogue, else null. */
export function modelBytes({ files, approxBytes }: CatalogModel): number | null {
  const sizes = files.map(({ sizeBytes }) => sizeBytes);
  return sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, 0) : approxBytes;
}
