/** Are installed models still what was installed? */

import path from 'node:path';

import { AppError, hasSystemCode } from '#core/errors.ts';
import { checksumsOf, differenceOf } from './checksum.ts';
import { modelFolder, readManifest } from './installed.ts';

export interface Verification {
  readonly id: string;
  /** `ok`, or the first thing that is wrong. */
  readonly state: 'ok' | 'missing' | 'damaged';
  /** The file that is wrong. */
  readonly file: string | null;
}

/** Reads every byte of a model. Throws the signal's reason when aborted. */
export async function verifyModel(modelsDir: string, id: string, signal: AbortSignal): Promise<Verification> {
  const folder = modelFolder(modelsDir, id);
  const manifest = await readManifest(folder).catch((error: unknown) => {
    if (error instanceof AppError) return 'damaged' as const;
    throw error;
  });
  if (manifest === 'damaged') return { id, state: 'damaged', file: 'manifest.json' };
  if (manifest === null) return { id, state: 'missing', file: null };
  for (const file of manifest.files) {
    try {
      const sums = await checksumsOf(path.join(folder, file.path), signal);
      if (differenceOf(sums, file) !== null) return { id, state: 'damaged', file: file.path };
    } catch (error) {
      if (!hasSystemCode(error, 'ENOENT')) throw error;
      return { id, state: 'missing', file: file.path };
    }
  }
  return { id, state: 'ok', file: null };
}
