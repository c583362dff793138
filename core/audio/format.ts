/** Tells by content what a file is; extensions and declared media types lie. */

import { AppError } from '#core/errors.ts';
import { isAdtsSync, readAdtsHead } from './adts-head.ts';

/** Formats that are decoded here. */
export type AudioFormat = 'wav' | 'mp3' | 'flac' | 'ogg' | 'webm' | 'm4a' | 'aac' | 'amr';

/** How many leading bytes `detectFormat` wants to see; fewer are fine when the file has no more. */
export const FORMAT_PROBE_BYTES = 64 * 1024;

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/** Signatures at a fixed place: format, where the mark stands, the mark. */
const MARKS: readonly (readonly [format: AudioFormat, offset: number, mark: string])[] = [
  ['flac', 0, 'fLaC'],
  ['ogg', 0, 'OggS'],
  ['amr', 0, '#!AMR'],
  ['m4a', 4, 'ftyp'],
  ['webm', 0, '\x1aE\xdf\xa3'],
];

/** The same for audio that people do have but that is not decoded. */
const NAMED_CODECS: readonly (readonly [codec: string, offset: number, mark: string])[] = [
  ['AIFF', 8, 'AIFF'],
  ['AIFF', 8, 'AIFC'],
  ['WMA', 0, '\x30\x26\xb2\x75'],
  ['RIFX', 0, 'RIFX'],
  ['AU', 0, '.snd'],
];

/**
 * The format of a file from its first bytes (`FORMAT_PROBE_BYTES` of them, or the whole file when it is shorter).
 * Throws `audio.empty`, `recording.not-audio` (an HTML or JSON page saved as a recording: details.kind),
 * `audio.unsupported-codec` (details.codec) and `audio.unknown-format`.
 */
export function detectFormat(bytes: Uint8Array): AudioFormat {
  if (bytes.length === 0) throw new AppError('audio.empty');
  const riff = ascii(bytes, 0, 4);
  if ((riff === 'RIFF' || riff === 'RF64' || riff === 'BW64') && ascii(bytes, 8, 12) === 'WAVE') return 'wav';
  for (const [format, offset, mark] of MARKS) {
    if (ascii(bytes, offset, offset + mark.length) === mark) return format;
  }
  for (const [codec, offset, mark] of NAMED_CODECS) {
    if (ascii(bytes, offset, offset + mark.length) === mark) throw new AppError('audio.unsupported-codec', { codec });
  }
  if (ascii(bytes, 0, 3) === 'ID3') return 'mp3';
  const page = pageKind(bytes);
  if (page !== null) throw new AppError('recording.not-audio', { kind: page });
  if (isAac(bytes)) return 'aac';
  if (findMpegFrames(bytes) !== -1) return 'mp3';
  throw new AppError('audio.unknown-format');
}

/** `html`, `json`, `xml` or null. Only the start is looked at, so that an MP3 that embeds such text stays an MP3. */
function pageKind(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 512))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|head|body|!--|script|title)/.test(start)) return 'html';
  if (start.startsWith('<?xml')) return 'xml';
  if (/^[[{]\s*("|\{|\]|\})/.test(start)) return 'json';
  return null;
}

/** Two frames of an AAC elementary stream, or one that reaches to the end. */
function isAac(bytes: Uint8Array): boolean {
  const first = readAdtsHead(bytes, 0);
  return first !== null && (first.sizeBytes + 2 > bytes.length || isAdtsSync(bytes, first.sizeBytes));
}

const BITRATES_MPEG1: readonly (readonly number[])[] = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];
const BITRATES_MPEG2: readonly (readonly number[])[] = [
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** One MPEG audio frame header, decoded. */
export interface MpegFrame {
  /** Version, layer and sample rate in one number: equal within one stream. */
  readonly streamKey: number;
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  readonly sizeBytes: number;
  readonly samples: number;
  /** Offset of a Xing or Info tag from the start of the frame, were it there (MPEG layer III). */
  readonly tagOffset: number;
}

/** Reads the frame header at `offset`, or null where none stands. Source: ISO/IEC 11172-3, 2.4.2.3 and 13818-3. */
export function readMpegFrame(bytes: Uint8Array, offset: number): MpegFrame | null {
  if (offset + 4 > bytes.length || bytes[offset] !== 0xff || (bytes[offset + 1]! & 0xe0) !== 0xe0) return null;
  const second = bytes[offset + 1]!;
  const third = bytes[offset + 2]!;
  const version = (second >> 3) & 3; // 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1
  const layer = 4 - ((second >> 1) & 3);
  const bitrateIndex = third >> 4;
  const rateIndex = (third >> 2) & 3;
  if (version === 1 || layer === 4 || bitrateIndex === 0 || bitrateIndex === 15 || rateIndex === 3) return null;
  const isMpeg1 = version === 3;
  const sampleRateHz = SAMPLE_RATES[rateIndex]! / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  const bitrate = (isMpeg1 ? BITRATES_MPEG1 : BITRATES_MPEG2)[layer - 1]![bitrateIndex]! * 1000;
  const padding = (third >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !isMpeg1 ? 576 : 1152;
  const channels = bytes[offset + 3]! >> 6 === 3 ? 1 : 2;
  return {
    streamKey: (version << 8) | (layer << 4) | rateIndex,
    sampleRateHz,
    channels,
    samples,
    sizeBytes:
      layer === 1
        ? (Math.floor((12 * bitrate) / sampleRateHz) + padding) * 4
        : Math.floor(((samples / 8) * bitrate) / sampleRateHz) + padding,
    tagOffset: 4 + (isMpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17),
  };
}

/**
 * Offset of the first of at least three MPEG frames that follow each other (two where the bytes end), or -1. One sync
 * word alone proves nothing: every 2,000th byte pair of noise is one.
 */
export function findMpegFrames(bytes: Uint8Array): number {
  for (let offset = 0; offset + 4 <= bytes.length; offset += 1) {
    if (bytes[offset] !== 0xff) continue;
    const first = readMpegFrame(bytes, offset);
    if (first === null) continue;
    const second = readMpegFrame(bytes, offset + first.sizeBytes);
    if (second === null || second.streamKey !== first.streamKey) continue;
    const thirdOffset = offset + first.sizeBytes + second.sizeBytes;
    if (thirdOffset + 4 > bytes.length || readMpegFrame(bytes, thirdOffset)?.streamKey === first.streamKey)
      return offset;
  }
  return -1;
}
