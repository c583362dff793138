/** A file that appears under its name only when it is complete: `<name>.part`, flushed, then renamed. */

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, hasSystemCode } from '#core/errors.ts';

export interface PartFile {
  /** Bytes received so far. */
  size(): number;
  /** Continues behind `size()` bytes. */
  append(chunk: Buffer): Promise<void>;
  /** Forgets what was received. */
  restart(): Promise<void>;
  /** Flushes, renames and returns the hexadecimal SHA-256 of the whole. */
  finish(): Promise<string>;
  /** Closes and keeps the part for a later attempt. */
  leave(): Promise<void>;
  /** Closes and removes the part. */
  discard(): Promise<void>;
}

/**
 * Opens `<targetPath>.part`. What an earlier attempt left there is kept only when it was started for the same
 * `version` of the file, noted in `<targetPath>.part.json`.
 * @throws disk.full, file.unreadable
 */
export async function openPartFile(targetPath: string, version: string): Promise<PartFile> {
  const partPath = `${targetPath}.part`;
  const notePath = `${targetPath}.part.json`;
  return await asDiskTrouble(targetPath, async () => {
    const isSame = (await readNote(notePath)) === version;
    const handle = await open(partPath, isSame ? 'a+' : 'w+');
    let hash = createHash('sha256');
    let size = isSame ? await hashFile(partPath, hash) : 0;
    if (!isSame) await writeFile(notePath, version);
    const close = async (): Promise<void> => {
      await handle.close();
    };
    return {
      size: () => size,
      append: (chunk) =>
        asDiskTrouble(targetPath, async () => {
          await handle.appendFile(chunk);
          hash.update(chunk);
          size += chunk.length;
        }),
      restart: () =>
        asDiskTrouble(targetPath, async () => {
          await handle.truncate(0);
          hash = createHash('sha256');
          size = 0;
        }),
      finish: () =>
        asDiskTrouble(targetPath, async () => {
          await handle.sync();
          await close();
          await rename(partPath, targetPath);
          await syncFolder(path.dirname(targetPath));
          await rm(notePath, { force: true });
          return hash.digest('hex');
        }),
      leave: close,
      async discard() {
        await close();
        await rm(partPath, { force: true });
        await rm(notePath, { force: true });
      },
    };
  });
}

async function readNote(notePath: string): Promise<string | null> {
  try {
    return await readFile(notePath, 'utf8');
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** @returns the size of the file, 0 where there is none yet */
async function hashFile(filePath: string, hash: Hash): Promise<number> {
  let sizeBytes = 0;
  for await (const chunk of createReadStream(filePath) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return sizeBytes;
}

/** The rename itself must survive a power cut. Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: FileHandle | null = null;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    // Some network drives refuse to flush a folder; the file itself is safe by then.
    if (!hasSystemCode(error, 'EINVAL') && !hasSystemCode(error, 'EISDIR') && !hasSystemCode(error, 'EPERM'))
      throw error;
  } finally {
    await handle?.close();
  }
}

async function asDiskTrouble<T>(targetPath: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isFull = hasSystemCode(error, 'ENOSPC') || hasSystemCode(error, 'EDQUOT');
    if (isFull) throw new AppError('disk.full', {}, { cause: error });
    throw new AppError('file.unreadable', { path: path.basename(targetPath) }, { cause: error });
  }
}
