/** Checksums of files on the disk: of what will be used, not of what went over the wire. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { AppError, hasSystemCode } from '#core/errors.ts';

export interface Checksums {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** How the hub names small files: SHA-1 over `blob <size>\0` and the bytes. */
  readonly gitSha1: string;
}

/** Throws the signal's reason when aborted. */
export async function checksumsOf(file: string, signal?: AbortSignal): Promise<Checksums> {
  const { size } = await stat(file);
  const sha256 = createHash('sha256');
  const git = createHash('sha1').update(`blob ${size}\0`);
  let sizeBytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    sha256.update(chunk);
    git.update(chunk);
    sizeBytes += chunk.length;
  }
  return { sizeBytes, sha256: sha256.digest('hex'), gitSha1: git.digest('hex') };
}

/** What is known of a file before it is there. */
export interface Expected {
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly gitSha1?: string | null;
}

/** Null when the file is as expected, else what differs. Unknown values are not compared. */
export function differenceOf(actual: Checksums, expected: Expected): 'size' | 'checksum' | null {
  if (expected.sizeBytes !== null && actual.sizeBytes !== expected.sizeBytes) return 'size';
  if (expected.sha256 !== null && actual.sha256 !== expected.sha256) return 'checksum';
  if (expected.gitSha1 && actual.gitSha1 !== expected.gitSha1) return 'checksum';
  return null;
}

/** Errors of the file system in the application's words. */
export async function asDiskTrouble<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (hasSystemCode(error, 'ENOSPC') || hasSystemCode(error, 'EDQUOT')) {
      throw new AppError('disk.full', {}, { cause: error });
    }
    if (hasSystemCode(error, 'ENOENT')) throw new AppError('file.not-found', { file: name }, { cause: error });
    const isDisk = ['EACCES', 'EPERM', 'EBUSY', 'EIO', 'EROFS', 'EISDIR'].some((code) => hasSystemCode(error, code));
    if (isDisk) throw new AppError('file.unreadable', { file: name }, { cause: error });
    throw error;
  }
}
