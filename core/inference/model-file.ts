/** Reads model files and proves that they are what their card says, before any byte of them is used. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { AppError, hasSystemCode } from '../errors.ts';

/** A file as its model card states it. */
export interface ModelFile {
  /** Absolute path. */
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The bytes of a file. Throws `model.missing` where there is none (details.file). */
export async function readModelBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code =
      hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ENOTDIR') ? 'model.missing' : 'file.unreadable';
    throw new AppError(code, { file: basename(path) }, { cause: error });
  }
}

/** The bytes of a model file. Throws `model.missing`, and `model.corrupt` when the checksum differs. */
export async function readVerifiedModel(file: ModelFile): Promise<Buffer> {
  const bytes = await readModelBytes(file.path);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== file.sha256) {
    throw new AppError('model.corrupt', { file: basename(file.path), expected: file.sha256, actual });
  }
  return bytes;
}
