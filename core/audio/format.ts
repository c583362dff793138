/** Tells by content what a file is; extensions and declared media types lie. */

import { AppError } from '#core/errors.ts';
import { isAdtsSync, readAdtsHead } from './adts-head.ts';
import { findMpegFrames } from './mpeg-frame.ts';

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
