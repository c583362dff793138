/** Streaming FLAC reader. Source: RFC 9639. */

import type { FileHandle } from 'node:fs/promises';

import { AppError } from '#core/errors.ts';
import { OutOfBytes } from './bit-reader.ts';
import { openFile, readAt, readPieces } from './file-bytes.ts';
import { readFlacFrame, type FlacFrame, type FlacStream } from './flac-frame.ts';

export interface FlacLayout extends FlacStream {
  readonly dataStart: number;
  readonly dataEnd: number;
  /** From the head of the file; 0 where the encoder did not know it. */
  readonly durationMs: number;
}

const STREAM_INFO_BYTES = 34;
/** No frame is longer: 65,535 samples of eight channels at 32 bits, and room for headers. */
const LONGEST_FRAME_BYTES = 65_536 * 8 * 5;

/** Throws `audio.corrupt`. */
export async function readFlacLayout(file: FileHandle, size: number): Promise<FlacLayout> {
  const head = await readAt(file, 4, 4 + STREAM_INFO_BYTES);
  const isInfo = head.length === 4 + STREAM_INFO_BYTES && (head[0]! & 0x7f) === 0;
  if (!isInfo) throw new AppError('audio.corrupt', { reason: 'no stream info' });
  const view = new DataView(head.buffer, head.byteOffset + 4, STREAM_INFO_BYTES);
  const packed = view.getUint32(10);
  const sampleRateHz = packed >>> 12;
  const bitsPerSample = ((packed >>> 4) & 31) + 1;
  if (sampleRateHz === 0 || bitsPerSample < 4) throw new AppError('audio.corrupt', { reason: 'stream info' });
  const samples = (packed & 15) * 2 ** 32 + view.getUint32(14);
  return {
    sampleRateHz,
    bitsPerSample,
    channels: ((packed >>> 9) & 7) + 1,
    dataStart: await firstFrame(file, size),
    dataEnd: size,
    durationMs: (samples * 1000) / sampleRateHz,
  };
}

/** Behind the metadata: pictures and tags are skipped by their sizes. */
async function firstFrame(file: FileHandle, size: number): Promise<number> {
  for (let at = 4; at < size;) {
    const [kind, high, middle, low] = await readAt(file, at, 4);
    if (low === undefined) break;
    at += 4 + (high! << 16) + (middle! << 8) + low;
    if (kind! & 0x80 && at < size) return at;
  }
  throw new AppError('audio.corrupt', { reason: 'no frames' });
}

/** Blocks of decoded samples; a damaged frame is left out. */
export async function* flacBlocks(path: string, layout: FlacLayout): AsyncGenerator<Float32Array[]> {
  const file = await openFile(path);
  try {
    let bytes: Uint8Array = new Uint8Array(0);
    for await (const piece of readPieces(file, layout.dataStart, layout.dataEnd)) {
      bytes = bytes.length === 0 ? piece : Buffer.concat([bytes, piece]);
      const { blocks, end } = cutFrames(bytes, layout);
      yield* blocks;
      // A copy, so that the pieces that it was cut from can be freed.
      bytes = Uint8Array.from(bytes.subarray(bytes.length - end > LONGEST_FRAME_BYTES ? end + 1 : end));
    }
  } finally {
    await file.close();
  }
}

/** All whole frames in the bytes, and where the first one that is not whole may start. */
function cutFrames(bytes: Uint8Array, layout: FlacLayout): { blocks: Float32Array[][]; end: number } {
  const blocks: Float32Array[][] = [];
  let at = 0;
  while (at < bytes.length) {
    const frame = frameAt(bytes, at, layout);
    if (frame === 'incomplete') break;
    if (frame === null) {
      const next = bytes.indexOf(0xff, at + 1);
      at = next === -1 ? bytes.length : next;
      continue;
    }
    blocks.push(frame.channels);
    at = frame.end;
  }
  return { blocks, end: at };
}

function frameAt(bytes: Uint8Array, at: number, layout: FlacLayout): FlacFrame | null | 'incomplete' {
  try {
    return readFlacFrame(bytes, at, layout);
  } catch (error) {
    if (error instanceof OutOfBytes) return 'incomplete';
    throw error;
  }
}
