/** Streaming MP3 reader: whole frames are cut out here and decoded by mpg123 compiled to WebAssembly. */

import type { FileHandle } from 'node:fs/promises';

import { MPEGDecoder } from 'mpg123-decoder';

import { AppError } from '#core/errors.ts';
import { openFile, readAt, readPieces } from './file-bytes.ts';
import { FORMAT_PROBE_BYTES } from './format.ts';
import { createFrameCutter } from './frame-cutter.ts';
import { findMpegFrames, MPEG_HEAD_BYTES, readMpegFrame, type MpegFrame } from './mpeg-frame.ts';

/** Where the audio of a file lies and what it is. */
export interface Mp3Layout {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  readonly streamKey: number;
  readonly dataStart: number;
  readonly dataEnd: number;
  /** Samples of encoder and decoder delay to drop at the start. */
  readonly delaySamples: number;
  /** From the Xing or Info tag where there is one, else estimated from the size at the first frame's bitrate. */
  readonly durationMs: number;
}

/** How far into the file the first frame may lie: cover pictures in ID3 tags are skipped by their size, junk is not. */
const MAX_JUNK_BYTES = 1024 * 1024;
/** Delay of the MPEG layer III decoder filter bank, added to the encoder's own delay (LAME's convention). */
const DECODER_DELAY = 529;

/** Bytes of an ID3v2 tag at the start of `head`, 0 without one. Sizes are stored 7 bits a byte (id3.org, 2.4 3.1). */
function id3Bytes(head: Uint8Array): number {
  if (head.length < 10 || String.fromCharCode(head[0]!, head[1]!, head[2]!) !== 'ID3') return 0;
  const size = ((head[6]! & 127) << 21) | ((head[7]! & 127) << 14) | ((head[8]! & 127) << 7) | (head[9]! & 127);
  return 10 + size + (head[5]! & 0x10 ? 10 : 0);
}

/** Finds the first frames between `start` and `end`. Throws `audio.corrupt` where no frames follow each other. */
export async function readMp3Layout(file: FileHandle, start: number, end: number): Promise<Mp3Layout> {
  let position = start;
  // Several tags may follow each other.
  for (let tag = id3Bytes(await readAt(file, position, 10)); tag > 0;) {
    position += tag;
    tag = position < end ? id3Bytes(await readAt(file, position, 10)) : 0;
  }
  // A tag that claims more than the file has is damage: look for frames from the start.
  if (position >= end) position = start;
  const limit = Math.min(end, position + MAX_JUNK_BYTES);
  for (let from = position; from < limit; from += FORMAT_PROBE_BYTES / 2) {
    const bytes = await readAt(file, from, Math.min(FORMAT_PROBE_BYTES, end - from));
    const found = findMpegFrames(bytes);
    if (found !== -1) return layoutFrom(bytes.subarray(found), from + found, end);
  }
  throw new AppError('audio.corrupt', { reason: 'no MPEG frames' });
}

function layoutFrom(bytes: Uint8Array, offset: number, end: number): Mp3Layout {
  const first = readMpegFrame(bytes, 0)!;
  const tag = readXingTag(bytes.subarray(0, first.sizeBytes), first);
  const dataStart = tag === null ? offset : offset + first.sizeBytes;
  const bytesPerMs = first.sizeBytes / ((first.samples / first.sampleRateHz) * 1000);
  return {
    sampleRateHz: first.sampleRateHz,
    channels: first.channels,
    streamKey: first.streamKey,
    dataStart,
    dataEnd: end,
    delaySamples: tag === null || tag.delaySamples === null ? 0 : tag.delaySamples + DECODER_DELAY,
    durationMs:
      tag !== null && tag.frames > 0
        ? (tag.frames * first.samples * 1000) / first.sampleRateHz
        : (end - dataStart) / bytesPerMs,
  };
}

/** The Xing or Info tag that encoders put into a silent first frame. Source: the LAME tag specification, revision 1. */
function readXingTag(frame: Uint8Array, header: MpegFrame): { frames: number; delaySamples: number | null } | null {
  const at = header.tagOffset;
  const mark = String.fromCharCode(...frame.subarray(at, at + 4));
  if (mark !== 'Xing' && mark !== 'Info') return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  if (frame.length < at + 12) return { frames: 0, delaySamples: null };
  const flags = view.getUint32(at + 4);
  const frames = flags & 1 ? view.getUint32(at + 8) : 0;
  const lame = at + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (frame.length < lame + 24 || !/^L(AME|avc|avf)/.test(String.fromCharCode(...frame.subarray(lame, lame + 4)))) {
    return { frames, delaySamples: null };
  }
  return { frames, delaySamples: (frame[lame + 21]! << 4) | (frame[lame + 22]! >> 4) };
}

/**
 * Blocks of decoded samples. Frames that the decoder rejects are left out (it carries on with the next one), so damage
 * costs tens of milliseconds. The decoder is freed however the loop ends.
 */
export async function* mp3Blocks(path: string, layout: Mp3Layout): AsyncGenerator<Float32Array[]> {
  const file = await openFile(path);
  const decoder = new MPEGDecoder({ enableGapless: false });
  try {
    await decoder.ready;
    const cut = createFrameCutter((bytes, offset) => {
      const frame = readMpegFrame(bytes, offset);
      return frame?.streamKey === layout.streamKey ? frame.sizeBytes : 0;
    }, MPEG_HEAD_BYTES);
    let toSkip = layout.delaySamples;
    for await (const piece of readPieces(file, layout.dataStart, layout.dataEnd)) {
      const { channelData, samplesDecoded } = decoder.decode(Buffer.concat(cut(piece)));
      if (samplesDecoded <= toSkip) {
        toSkip -= samplesDecoded;
        continue;
      }
      yield channelData.slice(0, layout.channels).map((samples) => samples.subarray(toSkip));
      toSkip = 0;
    }
  } finally {
    decoder.free();
    await file.close();
  }
}
