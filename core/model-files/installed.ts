/**
 * Installed models: folders `<models>/<id>` with a `manifest.json`. A folder appears under its name only when every file
 * in it has been checked and the manifest lies beside them; work in progress keeps to hidden folders.
 */

import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { AppError, hasSystemCode } from '#core/errors.ts';
import { filePath, modelId } from './catalog.ts';

export const MANIFEST = 'manifest.json';

const manifestSchema = z.object({
  format: z.literal('razbor-model'),
  version: z.literal(1),
  id: modelId,
  engine: z.string(),
  repo: z.string(),
  /** Null where files were imported and nobody knows. */
  commit: z.string().nullable(),
  installedAt: z.string(),
  files: z.array(
    z.object({
      path: filePath,
      sizeBytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** Whose word the checksum is: the catalogue's, the hub's at the first download, or the imported file itself. */
      trust: z.enum(['catalog', 'hub', 'import']),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type InstalledFile = Manifest['files'][number];

/** Where a model lies once it is installed. */
export const modelFolder = (modelsDir: string, id: string): string => path.join(modelsDir, modelId.parse(id));
/** Where it is put together. Kept after a failure, so that a download goes on where it stopped. */
export const stagingFolder = (modelsDir: string, id: string): string =>
  path.join(modelsDir, `.${modelId.parse(id)}.partial`);

/** Null where the folder holds no installed model; throws `model.corrupt` where its manifest is damaged. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')));
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ENOTDIR')) return null;
    throw new AppError('model.corrupt', { model: path.basename(folder), file: MANIFEST }, { cause: error });
  }
}

/** Folders that bear a model's name, installed properly or not. */
export async function installedIds(modelsDir: string): Promise<readonly string[]> {
  const entries = await readdir(modelsDir, { withFileTypes: true }).catch((error: unknown) => {
    if (hasSystemCode(error, 'ENOENT')) return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory() && modelId.safeParse(entry.name).success)
    .map(({ name }) => name)
    .sort();
}

/**
 * Writes the manifest as the last file of the staging folder, has the whole checked and gives the folder its name.
 * @param check throws what is wrong with the folder
 */
export async function publish(
  modelsDir: string,
  manifest: Manifest,
  check: (folder: string) => Promise<void>,
): Promise<void> {
  const staging = stagingFolder(modelsDir, manifest.id);
  await writeManifest(staging, manifest);
  await check(staging);
  const target = modelFolder(modelsDir, manifest.id);
  // A model that is installed again is moved aside first: folders cannot be replaced in one step.
  const old = path.join(modelsDir, `.${manifest.id}.old`);
  await rm(old, { recursive: true, force: true });
  await rename(target, old).catch(ignoreMissing);
  await rename(staging, target);
  await rm(old, { recursive: true, force: true });
}

async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const temporary = path.join(folder, `${MANIFEST}.tmp`);
  await mkdir(folder, { recursive: true });
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path.join(folder, MANIFEST));
}

/** Removes a model and what is left of its downloads. @returns whether there was anything */
export async function removeModel(modelsDir: string, id: string): Promise<boolean> {
  const target = modelFolder(modelsDir, id);
  const doomed = path.join(modelsDir, `.${id}.removed`);
  await rm(doomed, { recursive: true, force: true });
  // Gone in one step: a removal that is interrupted leaves no half of a model.
  const wasThere = await rename(target, doomed).then(() => true, ignoreMissing);
  await rm(doomed, { recursive: true, force: true });
  await rm(stagingFolder(modelsDir, id), { recursive: true, force: true });
  return wasThere;
}

function ignoreMissing(error: unknown): false {
  if (hasSystemCode(error, 'ENOENT')) return false;
  throw error;
}
