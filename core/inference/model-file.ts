/** Reads model files and proves that they are what their card says, before any byte of them is used. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { AppError, hasSystemCode } from '#core/errors.ts';

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
  ensureChecksum(file, createHash('sha256').update(bytes).digest('hex'));
  return bytes;
}

/** Larger models are not held in memory beside what the runtime makes of them. */
const LARGE_BYTES = 64 * 1024 ** 2;

/**
 * A model to be loaded: the very bytes that were checked, or, of a large one, its path after reading it through (a
 * model of 880 MB then takes 1.5 GB while it is opened instead of 2.4). Throws as `readVerifiedModel`.
 */
export async function verifiedModel(file: ModelFile): Promise<Buffer | string> {
  const size = await stat(file.path).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size <= LARGE_BYTES) return readVerifiedModel(file);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  ensureChecksum(file, hash.digest('hex'));
  return file.path;
}

function ensureChecksum(file: ModelFile, actual: string): void {
  if (actual === file.sha256) return;
  throw new AppError('model.corrupt', { file: basename(file.path), expected: file.sha256, actual });
}
