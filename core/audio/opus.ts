/** Opus frames to samples, by libopus compiled to WebAssembly. */

import { OpusDecoder } from 'opus-decoder';

import { AppError } from '#core/errors.ts';
import { containerFrames, type ContainerTrack } from './container.ts';

/** No engine hears more than 16 kHz holds, and libopus decodes to any of its rates at no loss below half of it. */
export const OPUS_RATE_HZ = 16_000;
/** Time stamps and the skipped start are counted at this rate whatever the recording was made from (RFC 7845, 4.2). */
const OPUS_CLOCK_HZ = 48_000;
const GROUP_MS = 1000;

interface OpusHead {
  readonly channels: number;
  readonly skipSamples: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly channelMappingTable: number[];
}

/** Source: RFC 7845, section 5.1. Throws `audio.corrupt`. */
export function readOpusHead({ description, channels }: ContainerTrack): OpusHead {
  const fail = () => new AppError('audio.corrupt', { reason: 'Opus head' });
  const skipSamples =
    description !== null && description.length >= 12
      ? ((description[10]! | (description[11]! << 8)) * OPUS_RATE_HZ) / OPUS_CLOCK_HZ
      : 0;
  const family = description?.[18] ?? 0;
  if (family === 0) {
    if (channels > 2) throw fail();
    const channelMappingTable = [0, 1].slice(0, channels);
    return { channels, skipSamples, streamCount: 1, coupledStreamCount: channels - 1, channelMappingTable };
  }
  const [streamCount = 0, coupledStreamCount = 0, ...table] = description!.subarray(19, 21 + channels);
  const streams = streamCount + coupledStreamCount;
  const isSound = streamCount >= 1 && coupledStreamCount <= streamCount && streams <= 255;
  if (!isSound || table.length !== channels || table.some((stream) => stream >= streams && stream !== 255))
    throw fail();
  return { channels, skipSamples, streamCount, coupledStreamCount, channelMappingTable: table };
}

/** Blocks of about a second. Frames that libopus rejects are left out. */
export async function* opusBlocks(path: string, head: OpusHead): AsyncGenerator<Float32Array[]> {
  const { channels, streamCount, coupledStreamCount, channelMappingTable } = head;
  const layout = { channels, streamCount, coupledStreamCount, channelMappingTable };
  const decoder = new OpusDecoder({ ...layout, sampleRate: OPUS_RATE_HZ });
  try {
    await decoder.ready;
    let toSkip = Math.round(head.skipSamples);
    for await (const frames of containerFrames(path, GROUP_MS)) {
      const { channelData, samplesDecoded } = decoder.decodeFrames(frames.map(({ data }) => data));
      const skip = Math.min(toSkip, samplesDecoded);
      toSkip -= skip;
      if (samplesDecoded > skip) yield channelData.slice(0, channels).map((samples) => samples.subarray(skip));
    }
  } finally {
    decoder.free();
  }
}
