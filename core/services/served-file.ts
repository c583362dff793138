/** Files of the data folder as a host sends them. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ServedFile } from '#core/domain/served-file.ts';
import { hasSystemCode } from '#core/errors.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.flac': 'audio/flac',
  '.ogg': 'audio/ogg',
  '.webm': 'audio/webm',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.amr': 'audio/amr',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** @returns null when the file is gone, e.g. deleted by hand */
export async function servedFile(file: string): Promise<ServedFile | null> {
  try {
    const contentType = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream';
    return { path: file, sizeBytes: (await stat(file)).size, contentType };
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return null;
    throw error;
  }
}
