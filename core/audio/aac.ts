/** AAC (low complexity) frames of M4A, MP4 and bare streams to samples. */

import { AppError } from '#core/errors.ts';
import { readAacConfig, withAdtsHead, type AacConfig } from './adts-head.ts';
import { createBitReader } from './bit-reader.ts';
import { containerFrames, type ContainerTrack } from './container.ts';
import { createNativeDecoder, DECODED_AT_ONCE_MS, type WholeFileDecoder } from './native-decoder.ts';

export interface AacLayout {
  readonly sampleRateHz: number;
  readonly channels: number;
}

/** Some frames that follow each other, with their ADTS heads. */
export interface AacFrames {
  readonly frames: readonly Uint8Array[];
  /** Seconds; below zero for what the encoder put in front of the recording. */
  readonly startS: number;
}

export const AAC_FRAME_SAMPLES = 1024;
const LOW_COMPLEXITY = 2;
/** High efficiency: a low complexity stream at half the rate, and hints for the upper half, which speech can do without. */
const HIGH_EFFICIENCY = [5, 29];

/** Source: ISO/IEC 14496-3, 1.6.2.1 (AudioSpecificConfig). Throws `audio.corrupt` and `audio.unsupported-codec`. */
export function readAacLayout({ description }: ContainerTrack): AacLayout & { readonly config: AacConfig } {
  if (description === null || description.length < 2) throw new AppError('audio.corrupt', { reason: 'AAC head' });
  const reader = createBitReader(description, 0);
  const objectType = reader.bits(5);
  const config = { rateIndex: reader.bits(4), channelIndex: reader.bits(4) };
  if (objectType !== LOW_COMPLEXITY && !HIGH_EFFICIENCY.includes(objectType)) {
    throw new AppError('audio.unsupported-codec', { codec: `AAC ${objectType}` });
  }
  return { ...readAacConfig(config), config };
}

/** The frames of a container in groups that are decoded together. */
export async function* containerAacFrames(path: string, config: AacConfig): AsyncGenerator<AacFrames> {
  for await (const packets of containerFrames(path, DECODED_AT_ONCE_MS)) {
    yield { frames: packets.map(({ data }) => withAdtsHead(data, config)), startS: packets[0]!.timestamp };
  }
}

/**
 * A block per group. Each is decoded with the last frame of the one before in front, because a frame overlaps with its
 * neighbours; that frame's samples are dropped. Frames that cannot be decoded become silence, so that times stay right.
 */
export async function* aacBlocks(groups: AsyncIterable<AacFrames>, layout: AacLayout): AsyncGenerator<Float32Array[]> {
  const decode = await createNativeDecoder('AAC', layout.sampleRateHz);
  let before: Uint8Array | null = null;
  let hasSound = false;
  for await (const { frames, startS } of groups) {
    const decoded: Decoded = await decodeFrames(before === null ? frames : [before, ...frames], layout, decode);
    hasSound ||= decoded.hasSound;
    const skip = before === null ? leadSamples(startS, layout.sampleRateHz) : AAC_FRAME_SAMPLES;
    // A copy, so that the piece that it was cut from can be freed.
    before = Uint8Array.from(frames.at(-1)!);
    yield decoded.channels.map((samples) => samples.subarray(Math.min(skip, samples.length)));
  }
  if (!hasSound) throw new AppError('audio.corrupt', { reason: 'AAC' });
}

/** Samples before time zero: the encoder's delay, as the container says; of up to three frames. */
const leadSamples = (startS: number, rateHz: number): number =>
  startS < 0 ? Math.min(Math.round(-startS * rateHz), 3 * AAC_FRAME_SAMPLES) : 0;

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
      channels: Array.from({ length: layout.channels }, () => new Float32Array(AAC_FRAME_SAMPLES * frames.length)),
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
