/** Reads a file from front to back in pieces, so that memory does not grow with its length. */

import { open, type FileHandle } from 'node:fs/promises';

import { AppError, hasSystemCode } from '#core/errors.ts';

const PIECE_BYTES = 64 * 1024;

/** Opens a file; system errors become `file.not-found` or `file.unreadable` with the name in `details.file`. */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw new AppError('file.unreadable', { file: path });
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code =
      hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ENOTDIR') ? 'file.not-found' : 'file.unreadable';
    throw new AppError(code, { file: path }, { cause: error });
  }
}

/** Reads up to `length` bytes at `position`; fewer at the end of the file. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** The bytes from `start` to `end` (or to the end of the file) in pieces of 64 KiB; each piece is a fresh buffer. */
export async function* readPieces(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let position = start; position < end;) {
    const piece = await readAt(file, position, Math.min(PIECE_BYTES, end - position));
    if (piece.length === 0) return;
    position += piece.length;
    yield piece;
  }
}
