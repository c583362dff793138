/** Looks into the tables of an MP4 file before they are believed: some lies in them would keep a processor busy for hours. */

import type { FileHandle } from 'node:fs/promises';

import { AppError } from '#core/errors.ts';
import { readAt } from './file-bytes.ts';

/** The tables of a day of sound take some megabytes. */
const LARGEST_TABLES_BYTES = 32 * 1024 * 1024;
const MOST_BOXES = 1000;
/** Some writers put an hour of sound into one chunk: 168,750 frames of 1,024 samples at 48 kHz. */
const MOST_FRAMES_PER_CHUNK = 200_000;

/**
 * Throws `audio.corrupt` where the table of chunks (`stsc`, ISO/IEC 14496-12, 8.7.4) claims chunks of more frames than a
 * recording has: mediabunny counts through all of them for every frame.
 */
export async function checkMp4Tables(file: FileHandle): Promise<void> {
  const tables = await readTables(file);
  for (let at = tables.indexOf('stsc'); at !== -1; at = tables.indexOf('stsc', at + 4)) {
    if (at + 12 > tables.length) continue;
    const entries = tables.readUInt32BE(at + 8);
    for (let entry = 0; entry < entries; entry += 1) {
      const place = at + 12 + entry * 12 + 4;
      if (place + 4 > tables.length) break;
      if (tables.readUInt32BE(place) > MOST_FRAMES_PER_CHUNK) throw new AppError('audio.corrupt', { reason: 'chunks' });
    }
  }
}

/** The content of the `moov` box; nothing where there is none. */
async function readTables(file: FileHandle): Promise<Buffer> {
  const { size: fileBytes } = await file.stat();
  for (let at = 0, box = 0; at + 8 <= fileBytes && box < MOST_BOXES; box += 1) {
    const head = Buffer.from(await readAt(file, at, 16));
    const short = head.readUInt32BE(0);
    const size = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short || fileBytes - at;
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (size > LARGEST_TABLES_BYTES) throw new AppError('audio.corrupt', { reason: 'tables' });
      return Buffer.from(await readAt(file, at, size));
    }
    if (size < 8) break;
    at += size;
  }
  return Buffer.alloc(0);
}
