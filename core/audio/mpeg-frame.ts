/** The heads of MPEG audio frames, which MP3 files consist of. Source: ISO/IEC 11172-3, 2.4.2.3 and 13818-3. */

export const MPEG_HEAD_BYTES = 4;
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

/** Reads the frame header at `offset`, or null where none stands. */
export function readMpegFrame(bytes: Uint8Array, offset: number): MpegFrame | null {
  if (offset + MPEG_HEAD_BYTES > bytes.length || bytes[offset] !== 0xff || (bytes[offset + 1]! & 0xe0) !== 0xe0)
    return null;
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
  for (let offset = 0; offset + MPEG_HEAD_BYTES <= bytes.length; offset += 1) {
    if (bytes[offset] !== 0xff) continue;
    const first = readMpegFrame(bytes, offset);
    if (first === null) continue;
    const second = readMpegFrame(bytes, offset + first.sizeBytes);
    if (second === null || second.streamKey !== first.streamKey) continue;
    const thirdOffset = offset + first.sizeBytes + second.sizeBytes;
    if (
      thirdOffset + MPEG_HEAD_BYTES > bytes.length ||
      readMpegFrame(bytes, thirdOffset)?.streamKey === first.streamKey
    )
      return offset;
  }
  return -1;
}
