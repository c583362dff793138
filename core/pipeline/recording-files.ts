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

type Content = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** Writes a file the same way. @throws disk.full, file.unreadable, and what `content` throws */
export const writeAtomically = (file: string, content: Content): Promise<void> => writeTogether([[file, content]]);

/** Writes several files at the same time: none of them appears before all are complete. @throws as `writeAtomically` */
export async function writeTogether(files: readonly (readonly [file: string, content: Content])[]): Promise<void> {
  // All have ended before anything is removed, whichever fails first.
  const ends = await Promise.allSettled(files.map((file) => writeTemporary(...file)));
  try {
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    for (const [file] of files) await rename(temporaryOf(file), file);
  } catch (error) {
    for (const [file] of files) await rm(temporaryOf(file), { force: true });
    throw troubleOf(error, files[0]![0]);
  }
}

/** What went wrong while the content was made is no trouble of the file. */
const troubleOf = (error: unknown, file: string): unknown =>
  error instanceof Error && 'syscall' in error ? fileError(error, file) : error;

const temporaryOf = (file: string): string => `${file}.part`;

async function writeTemporary(file: string, content: Content): Promise<void> {
  try {
    await using handle = await open(temporaryOf(file), 'w');
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    throw troubleOf(error, file);
  }
}

/** A system error of reading or writing `file` in the application's words; a full disk stays `disk.full`. */
export function fileError(error: unknown, file: string): AppError {
  const known = toAppError(error);
  if (known.code !== 'internal') return known;
  const details = { path: path.basename(file) };
  return new AppError(hasSystemCode(error, 'ENOENT') ? 'file.not-found' : 'file.unreadable', details, { cause: error });
}
