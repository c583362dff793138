/** Vorbis frames to samples: groups of frames become small Ogg files, which the native decoder takes. */

import type { EncodedPacket } from 'mediabunny';

import { AppError } from '#core/errors.ts';
import { containerFrames, type ContainerTrack } from './container.ts';
import { createNativeDecoder, DECODED_AT_ONCE_MS } from './native-decoder.ts';

/**
 * Blocks of about two seconds. Each group starts with the last frame of the one before: the first frame of a Vorbis stream gives
 * no samples of its own, it only overlaps with the next. A group that cannot be decoded becomes silence of its length, so
 * that times stay right; when none can, it throws `audio.corrupt`.
 */
export async function* vorbisBlocks(path: string, track: ContainerTrack): AsyncGenerator<Float32Array[]> {
  const decode = await createNativeDecoder('Vorbis', track.sampleRateHz);
  let before: EncodedPacket | null = null;
  let trouble: AppError | null = null;
  let hasSound = false;
  for await (const packets of containerFrames(path, DECODED_AT_ONCE_MS)) {
    const group: EncodedPacket[] = before === null ? [...packets] : [before, ...packets];
    before = packets.at(-1)!;
    try {
      const channels = await decode(await oggOf(group, track));
      if (channels.length < track.channels || channels[0]!.length === 0) continue;
      hasSound = true;
      yield channels.slice(0, track.channels);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'audio.corrupt') throw error;
      trouble = error;
      const stated = packets.reduce((sum, { duration }) => sum + Math.max(0, duration), 0);
      const samples = Math.round(Math.min(stated, (2 * DECODED_AT_ONCE_MS) / 1000) * track.sampleRateHz);
      yield Array.from({ length: track.channels }, () => new Float32Array(samples));
    }
  }
  if (!hasSound && trouble !== null) throw trouble;
}

async function oggOf(group: readonly EncodedPacket[], track: ContainerTrack): Promise<Uint8Array> {
  const { BufferTarget, EncodedAudioPacketSource, EncodedPacket, OggOutputFormat, Output } = await import('mediabunny');
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const source = new EncodedAudioPacketSource('vorbis');
  try {
    output.addAudioTrack(source);
    await output.start();
    const decoderConfig = {
      codec: 'vorbis',
      sampleRate: track.sampleRateHz,
      numberOfChannels: track.channels,
      ...(track.description === null ? {} : { description: track.description }),
    };
    const startS = group[0]!.timestamp;
    for (const { data, duration, timestamp } of group) {
      const moved = new EncodedPacket(data, 'key', Math.max(0, timestamp - startS), duration);
      await source.add(moved, { decoderConfig });
    }
    await output.finalize();
  } catch (error) {
    throw new AppError('audio.corrupt', { reason: 'Vorbis' }, { cause: error });
  }
  return new Uint8Array(target.buffer!);
}
