/** AMR narrow and wide band, the recorders' and telephones' formats, by opencore-amr compiled to WebAssembly. */

import type { FileHandle } from 'node:fs/promises';

import { decoder as createDecoder } from '@audio/decode-amr';

import { AppError } from '#core/errors.ts';
import { openFile, readAt, readPieces } from './file-bytes.ts';

export interface AmrLayout {
  readonly codec: 'amr-nb' | 'amr-wb';
  readonly sampleRateHz: number;
  /** Estimated from the frames at the start: their sizes follow the voice. */
  readonly durationMs: number;
  readonly sizeBytes: number;
}

const FRAME_MS = 20;
/** Bytes of a stored frame with its head, by mode; 0 is no mode. Source: RFC 4867, section 5.3. */
const NARROW_BYTES = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];
const WIDE_BYTES = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1];
const NARROW_MARK = '#!AMR\n';
const WIDE_MARK = '#!AMR-WB\n';

/** Throws `audio.empty` where no frame follows the mark and `audio.unsupported-codec` for several channels. */
export async function readAmrLayout(file: FileHandle, sizeBytes: number): Promise<AmrLayout> {
  const head = await readAt(file, 0, 64 * 1024);
  const mark = String.fromCharCode(...head.subarray(0, WIDE_MARK.length));
  const isWide = mark === WIDE_MARK;
  if (!isWide && !mark.startsWith(NARROW_MARK)) {
    throw new AppError('audio.unsupported-codec', { codec: 'AMR, several channels' });
  }
  const start = isWide ? WIDE_MARK.length : NARROW_MARK.length;
  const sizes = isWide ? WIDE_BYTES : NARROW_BYTES;
  let frames = 0;
  let at = start;
  for (; at < head.length; frames += 1) {
    const size = sizes[(head[at]! >> 3) & 15]!;
    if (size === 0 || at + size > head.length) break;
    at += size;
  }
  if (frames === 0) throw new AppError(sizeBytes <= start ? 'audio.empty' : 'audio.corrupt', { reason: 'no frames' });
  return {
    codec: isWide ? 'amr-wb' : 'amr-nb',
    sampleRateHz: isWide ? 16_000 : 8000,
    durationMs: (frames * FRAME_MS * (sizeBytes - start)) / (at - start),
    sizeBytes,
  };
}

/** Blocks of what 64 KiB hold, about a minute and a half. Damaged frames sound as the decoder conceals them. */
export async function* amrBlocks(path: string, layout: AmrLayout): AsyncGenerator<Float32Array[]> {
  const file = await openFile(path);
  const decoder = await createDecoder();
  try {
    for await (const piece of readPieces(file, 0, layout.sizeBytes)) {
      const { channelData } = decoder.decode(piece);
      if (channelData.length > 0) yield channelData;
    }
  } finally {
    decoder.free();
    await file.close();
  }
}
