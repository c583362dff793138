/** AAC (low complexity) frames of M4A, MP4 and bare streams to samples. */

import { AppError } from '#core/errors.ts';
import { createBitReader } from './bit-reader.ts';
import { containerFrames, type ContainerTrack } from './container.ts';
import { createNativeDecoder, type WholeFileDecoder } from './native-decoder.ts';

/** How frames are wrapped for the decoder, as an ADTS head says it. */
export interface AacLayout {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Null where frames bear their ADTS heads already. */
  readonly config: { readonly rateIndex: number; readonly channelIndex: number } | null;
}

const RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];
const LOW_COMPLEXITY = 2;
/** High efficiency: a low complexity stream at half the rate, and hints for the upper half, which speech can do without. */
const HIGH_EFFICIENCY = [5, 29];
const FRAME_SAMPLES = 1024;
const HEAD_BYTES = 7;
/** What is decoded at once: 10 s of stereo at 48 kHz are 4 MB. */
const GROUP_MS = 10_000;

/** Source: ISO/IEC 14496-3, 1.6.2.1 (AudioSpecificConfig). Throws `audio.corrupt` and `audio.unsupported-codec`. */
export function readAacLayout({ description, sampleRateHz, channels }: ContainerTrack): AacLayout {
  if (description === null || description.length === 0) return { sampleRateHz, channels, config: null };
  if (description.length < 2) throw new AppError('audio.corrupt', { reason: 'AAC head' });
  const reader = createBitReader(description, 0);
  const objectType = reader.bits(5);
  const rateIndex = reader.bits(4);
  if (objectType !== LOW_COMPLEXITY && !HIGH_EFFICIENCY.includes(objectType)) {
    throw new AppError('audio.unsupported-codec', { codec: `AAC ${objectType}` });
  }
  const rateHz = RATES[rateIndex];
  if (rateHz === undefined) throw new AppError('audio.unsupported-codec', { codec: 'AAC, unusual sample rate' });
  const channelIndex = reader.bits(4);
  if (channelIndex < 1 || channelIndex > 7) throw new AppError('audio.unsupported-codec', { codec: 'AAC, channels' });
  return { sampleRateHz: rateHz, channels: channelIndex === 7 ? 8 : channelIndex, config: { rateIndex, channelIndex } };
}

/**
 * Blocks of some 10 s. Each group starts with the last frame of the one before, because a frame overlaps with its
 * neighbours; its samples are dropped. Frames that cannot be decoded become silence, so that times stay right.
 */
export async function* aacBlocks(path: string, layout: AacLayout): AsyncGenerator<Float32Array[]> {
  const decode = await createNativeDecoder('AAC', layout.sampleRateHz);
  let before: Uint8Array | null = null;
  let hasSound = false;
  for await (const packets of containerFrames(path, GROUP_MS)) {
    const frames = packets.map(({ data }) => (layout.config === null ? data : withHead(data, layout.config)));
    const decoded: Decoded = await decodeFrames(before === null ? frames : [before, ...frames], layout, decode);
    hasSound ||= decoded.hasSound;
    const skip = before === null ? leadSamples(packets[0]!.timestamp, layout.sampleRateHz) : FRAME_SAMPLES;
    before = frames.at(-1)!;
    yield decoded.channels.map((samples) => samples.subarray(Math.min(skip, samples.length)));
  }
  if (!hasSound) throw new AppError('audio.corrupt', { reason: 'AAC' });
}

/** Samples before time zero: the encoder's delay, as the container says; of up to three frames. */
const leadSamples = (startS: number, rateHz: number): number =>
  startS < 0 ? Math.min(Math.round(-startS * rateHz), 3 * FRAME_SAMPLES) : 0;

interface Decoded {
  readonly channels: Float32Array[];
  /** False where nothing could be decoded. */
  readonly hasSound: boolean;
}

/** Halves what cannot be decoded as a whole until the bad frames stand alone. */
async function decodeFrames(
  frames: readonly Uint8Array[],
  layout: AacLayout,
  decode: WholeFileDecoder,
): Promise<Decoded> {
  try {
    const channels = await decode(Buffer.concat(frames));
    if (channels.length >= layout.channels) return { channels: channels.slice(0, layout.channels), hasSound: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'audio.corrupt') throw error;
  }
  if (frames.length <= 1) {
    return {
      channels: Array.from({ length: layout.channels }, () => new Float32Array(FRAME_SAMPLES * frames.length)),
      hasSound: false,
    };
  }
  const half = frames.length >> 1;
  const first = await decodeFrames(frames.slice(0, half), layout, decode);
  const second = await decodeFrames(frames.slice(half), layout, decode);
  return {
    channels: first.channels.map((samples, channel) => joined(samples, second.channels[channel]!)),
    hasSound: first.hasSound || second.hasSound,
  };
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const both = new Float32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Source: ISO/IEC 14496-3, 1.A.2.2 (adts_frame): MPEG-4, low complexity, no checksum, buffer fullness unknown. */
function withHead(frame: Uint8Array, { rateIndex, channelIndex }: NonNullable<AacLayout['config']>): Uint8Array {
  const length = frame.length + HEAD_BYTES;
  const bytes = new Uint8Array(length);
  bytes[0] = 0xff;
  bytes[1] = 0xf1;
  bytes[2] = ((LOW_COMPLEXITY - 1) << 6) | (rateIndex << 2) | (channelIndex >> 2);
  bytes[3] = ((channelIndex & 3) << 6) | (length >> 11);
  bytes[4] = (length >> 3) & 0xff;
  bytes[5] = ((length & 7) << 5) | 0x1f;
  bytes[6] = 0xfc;
  bytes.set(frame, HEAD_BYTES);
  return bytes;
}
