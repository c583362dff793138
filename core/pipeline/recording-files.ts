/** Where recordings lie in the data folder, and how a file gets there without ever being half there. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FORMAT_PROBE_BYTES } from '#core/audio/index.ts';
import { AppError, hasSystemCode, toAppError } from '#core/errors.ts';

/** The folder of a day, relative to the data folder, with forward slashes: `recordings/2026-11-20`. */
export const dayFolder = (startedAt: string): string => `recordings/${startedAt.slice(0, 10)}`;

/** A file name from an id of an outside system: portal ids and file names are untrusted text. */
export const safeFileName = (id: string): string => id.replace(/[^\w-]+/gu, '_').slice(0, 80) || '_';

/** The first bytes of a file, enough for `detectFormat`. @throws file.not-found, file.unreadable */
export async function readHead(file: string): Promise<Uint8Array> {
  try {
    await using handle = await open(file, 'r');
    const { buffer, bytesRead } = await handle.read(new Uint8Array(FORMAT_PROBE_BYTES), 0, FORMAT_PROBE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(error, file);
  }
}

/** @returns hexadecimal SHA-256 and size of a file @throws file.not-found, file.unreadable */
export async function hashFile(file: string): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
  } catch (error) {
    throw fileError(error, file);
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** Copies under a temporary name, flushes to the disk, then renames: the target is complete or absent. */
export async function copyAtomically(from: string, to: string): Promise<void> {
  const temporary = `${to}.part`;
  try {
    await mkdir(path.dirname(to), { recursive: true });
    await pipeline(createReadStream(from), createWriteStream(temporary, { flush: true }));
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileError(error, from);
  }
}

/** Writes a text file the same way. @throws disk.full, file.unreadable */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.part`;
  try {
    await using handle = await open(temporary, 'w');
    await handle.writeFile(content);
    await handle.sync();
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileError(error, file);
  }
}

/** A system error of reading or writing `file` in the application's words; a full disk stays `disk.full`. */
export function fileError(error: unknown, file: string): AppError {
  const known = toAppError(error);
  if (known.code !== 'internal') return known;
  const details = { path: path.basename(file) };
  return new AppError(hasSystemCode(error, 'ENOENT') ? 'file.not-found' : 'file.unreadable', details, { cause: error });
}
