/** The head that AAC frames of a bare stream (ADTS) bear. Source: ISO/IEC 14496-3, 1.A.2.2. */

import { AppError } from '#core/errors.ts';

/** Bytes of a head without a checksum; one with it has two more, which count as content here. */
export const ADTS_HEAD_BYTES = 7;
const RATES_HZ = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];
const LOW_COMPLEXITY = 2;

/** Numbers that stand for a sample rate and a layout of channels, in ADTS and in MP4 alike. */
export interface AacConfig {
  readonly rateIndex: number;
  readonly channelIndex: number;
}

export interface AdtsHead extends AacConfig {
  /** All that must be equal within one stream. */
  readonly streamKey: number;
  /** Of the frame with its head. */
  readonly sizeBytes: number;
}

/** Throws `audio.unsupported-codec` for rates and channels that are described in another way. */
export function readAacConfig({ rateIndex, channelIndex }: AacConfig): { sampleRateHz: number; channels: number } {
  const sampleRateHz = RATES_HZ[rateIndex];
  if (sampleRateHz === undefined) throw new AppError('audio.unsupported-codec', { codec: 'AAC, unusual sample rate' });
  if (channelIndex < 1 || channelIndex > 7) throw new AppError('audio.unsupported-codec', { codec: 'AAC, channels' });
  return { sampleRateHz, channels: channelIndex === 7 ? 8 : channelIndex };
}

/** Twelve bits of ones and layer bits 00, which no MP3 frame has. */
export const isAdtsSync = (bytes: Uint8Array, offset: number): boolean =>
  bytes[offset] === 0xff && (bytes[offset + 1]! & 0xf6) === 0xf0;

/** The head at `offset`, or null where none stands. */
export function readAdtsHead(bytes: Uint8Array, offset: number): AdtsHead | null {
  if (offset + ADTS_HEAD_BYTES > bytes.length || !isAdtsSync(bytes, offset)) return null;
  const [second, third, fourth] = [bytes[offset + 1]!, bytes[offset + 2]!, bytes[offset + 3]!];
  const sizeBytes = ((fourth & 3) << 11) | (bytes[offset + 4]! << 3) | (bytes[offset + 5]! >> 5);
  if (sizeBytes < ADTS_HEAD_BYTES) return null;
  return {
    // Without the private bit and what comes behind the channels: they may change.
    streamKey: (second << 16) | ((third & 0xfd) << 8) | (fourth & 0xc0),
    rateIndex: (third >> 2) & 15,
    channelIndex: ((third & 1) << 2) | (fourth >> 6),
    sizeBytes,
  };
}

/** A frame with its head in front: MPEG-4, low complexity, no checksum, buffer fullness unknown. */
export function withAdtsHead(frame: Uint8Array, { rateIndex, channelIndex }: AacConfig): Uint8Array {
  const length = frame.length + ADTS_HEAD_BYTES;
  const bytes = new Uint8Array(length);
  bytes[0] = 0xff;
  bytes[1] = 0xf1;
  bytes[2] = ((LOW_COMPLEXITY - 1) << 6) | (rateIndex << 2) | (channelIndex >> 2);
  bytes[3] = ((channelIndex & 3) << 6) | (length >> 11);
  bytes[4] = (length >> 3) & 0xff;
  bytes[5] = ((length & 7) << 5) | 0x1f;
  bytes[6] = 0xfc;
  bytes.set(frame, ADTS_HEAD_BYTES);
  return bytes;
}
