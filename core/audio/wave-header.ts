/** The header of a WAV file. Sizes stated in it are not trusted: recorders that are cut off leave zeros or the maximum. */

import type { FileHandle } from 'node:fs/promises';

import { AppError } from '#core/errors.ts';
import { readAt } from './file-bytes.ts';

export type WaveCodec = 'pcm' | 'float' | 'a-law' | 'mu-law' | 'mp3';

export interface WaveHeader {
  readonly codec: WaveCodec;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Bits of one stored sample: 8, 16, 24 or 32; for floats 32 or 64; for A-law and mu-law 8. */
  readonly bitsPerSample: number;
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
  /** Where samples start and end in the file; the end is the file's end where the header lies. */
  readonly dataStart: number;
  readonly dataEnd: number;
}

const FORMAT_TAGS: Readonly<Record<number, WaveCodec>> = { 1: 'pcm', 3: 'float', 6: 'a-law', 7: 'mu-law', 85: 'mp3' };
const FORMAT_NAMES: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  17: 'IMA ADPCM',
  49: 'GSM 6.10',
  64: 'G.721 ADPCM',
  80: 'MPEG layer 2',
  255: 'AAC',
};
const ALLOWED_BITS: Readonly<Record<WaveCodec, readonly number[]>> = {
  pcm: [8, 16, 24, 32],
  float: [32, 64],
  'a-law': [8],
  'mu-law': [8],
  mp3: [0, 8, 16],
};
const EXTENSIBLE = 0xfffe;
const MAX_CHUNKS = 1000;
/** Sample rates outside are damage, not recordings. */
const MIN_RATE_HZ = 4000;
const MAX_RATE_HZ = 192_000;
const MAX_CHANNELS = 8;

/**
 * Reads the chunks up to `data`. Throws `audio.corrupt` (details.reason) where no usable format or data chunk is found
 * and `audio.unsupported-codec` (details.codec) for compressions that are not decoded.
 */
export async function readWaveHeader(file: FileHandle, fileBytes: number): Promise<WaveHeader> {
  let format: Omit<WaveHeader, 'dataStart' | 'dataEnd'> | null = null;
  let offset = 12;
  for (let chunk = 0; chunk < MAX_CHUNKS && offset + 8 <= fileBytes; chunk += 1) {
    const head = await readAt(file, offset, 8);
    const id = String.fromCharCode(...head.subarray(0, 4));
    const size = new DataView(head.buffer).getUint32(4, true);
    if (id === 'fmt ') format = parseFormat(await readAt(file, offset + 8, Math.min(size, 64)));
    if (id === 'data') {
      if (format === null) throw new AppError('audio.corrupt', { reason: 'data before format' });
      const dataStart = offset + 8;
      const isPlausible = size > 0 && size < 0xffff_fff0 && dataStart + size <= fileBytes;
      return { ...format, dataStart, dataEnd: isPlausible ? dataStart + size : fileBytes };
    }
    // Chunks are padded to even length.
    offset += 8 + size + (size & 1);
  }
  throw new AppError('audio.corrupt', { reason: format === null ? 'no format chunk' : 'no data chunk' });
}

function parseFormat(bytes: Uint8Array): Omit<WaveHeader, 'dataStart' | 'dataEnd'> {
  if (bytes.length < 16) throw new AppError('audio.corrupt', { reason: 'short format chunk' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let tag = view.getUint16(0, true);
  // The first two bytes of the sub-format's GUID are the plain tag.
  if (tag === EXTENSIBLE && bytes.length >= 26) tag = view.getUint16(24, true);
  const codec = FORMAT_TAGS[tag];
  if (codec === undefined) {
    throw new AppError('audio.unsupported-codec', { codec: FORMAT_NAMES[tag] ?? `WAV format ${tag}` });
  }
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const bitsPerSample = view.getUint16(14, true);
  if (channels < 1 || channels > MAX_CHANNELS)
    throw new AppError('audio.corrupt', { reason: 'channel count', channels });
  if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) {
    throw new AppError('audio.corrupt', { reason: 'sample rate', sampleRateHz });
  }
  if (!ALLOWED_BITS[codec].includes(bitsPerSample)) {
    throw new AppError('audio.unsupported-codec', { codec: `${codec} ${bitsPerSample} bit` });
  }
  return { codec, channels, sampleRateHz, bitsPerSample, frameBytes: (channels * bitsPerSample) / 8 };
}
