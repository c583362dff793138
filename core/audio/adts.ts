/** Reads bare AAC streams (ADTS) frame by frame: a table of the frames of three hours would take 60 MB. */

import type { FileHandle } from 'node:fs/promises';

import { AppError } from '#core/errors.ts';
import { AAC_FRAME_SAMPLES, type AacFrames, type AacLayout } from './aac.ts';
import { ADTS_HEAD_BYTES, readAacConfig, readAdtsHead } from './adts-head.ts';
import { openFile, readAt, readPieces } from './file-bytes.ts';
import { createFrameCutter } from './frame-cutter.ts';
import { DECODED_AT_ONCE_MS } from './native-decoder.ts';

export interface AdtsLayout extends AacLayout {
  readonly streamKey: number;
  readonly sizeBytes: number;
  readonly durationMs: number;
}

/**
 * Counts all frames: their sizes follow the voice, so that the first ones tell little of the length. Throws
 * `audio.corrupt` where no frame stands at the start, and `audio.unsupported-codec`.
 */
export async function readAdtsLayout(file: FileHandle, sizeBytes: number): Promise<AdtsLayout> {
  const first = readAdtsHead(await readAt(file, 0, ADTS_HEAD_BYTES), 0);
  if (first === null) throw new AppError('audio.corrupt', { reason: 'AAC head' });
  const layout = { ...readAacConfig(first), streamKey: first.streamKey, sizeBytes, durationMs: 0 };
  let frames = 0;
  for await (const group of cutFrames(file, layout)) frames += group.length;
  if (frames === 0) throw new AppError('audio.corrupt', { reason: 'no frames' });
  return { ...layout, durationMs: (frames * AAC_FRAME_SAMPLES * 1000) / layout.sampleRateHz };
}

/** The frames in groups that are decoded together; bytes that belong to none are left out. */
export async function* adtsFrames(path: string, layout: AdtsLayout): AsyncGenerator<AacFrames> {
  const file = await openFile(path);
  const most = Math.ceil((DECODED_AT_ONCE_MS * layout.sampleRateHz) / 1000 / AAC_FRAME_SAMPLES);
  try {
    for await (const frames of cutFrames(file, layout)) {
      for (let from = 0; from < frames.length; from += most) {
        yield { frames: frames.slice(from, from + most), startS: 0 };
      }
    }
  } finally {
    await file.close();
  }
}

async function* cutFrames(file: FileHandle, { streamKey, sizeBytes }: AdtsLayout): AsyncGenerator<Uint8Array[]> {
  const cut = createFrameCutter((bytes, offset) => {
    const head = readAdtsHead(bytes, offset);
    return head?.streamKey === streamKey ? head.sizeBytes : 0;
  }, ADTS_HEAD_BYTES);
  for await (const piece of readPieces(file, 0, sizeBytes)) yield cut(piece);
}
