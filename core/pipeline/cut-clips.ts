/** Pieces of a recording, both sides mixed, small enough to travel inside a report. */

import { createResampler, encodeMuLawWave, openAudio } from '#core/audio/index.ts';

/** Telephone rate: recordings of calls rarely hold more. */
const CLIP_RATE_HZ = 8000;

export interface ClipPlace {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Reads the recording once and cuts all places out of it.
 * @param places in any order; they may overlap
 * @returns one WAV file per place, in the order of `places`; empty where the recording ends before
 * @throws what `openAudio` throws, and the signal's reason
 */
export async function cutClips(path: string, places: readonly ClipPlace[], signal: AbortSignal): Promise<Buffer[]> {
  const source = await openAudio(path, { signal });
  const resampler = createResampler(source.sampleRateHz, CLIP_RATE_HZ);
  const cuts = places.map(({ startMs, endMs }) => ({
    start: Math.floor((startMs * CLIP_RATE_HZ) / 1000),
    end: Math.ceil((endMs * CLIP_RATE_HZ) / 1000),
    parts: [] as Float32Array[],
  }));
  const last = Math.max(0, ...cuts.map(({ end }) => end));
  let position = 0;
  const take = (block: Float32Array): void => {
    for (const { start, end, parts } of cuts) {
      const from = Math.max(0, start - position);
      const to = Math.min(block.length, end - position);
      if (to > from) parts.push(block.slice(from, to));
    }
    position += block.length;
  };
  for await (const channels of source.blocks()) {
    take(resampler.push(mixed(channels)));
    if (position >= last) break;
  }
  take(resampler.flush());
  return cuts.map(({ parts }) => encodeMuLawWave(joined(parts), CLIP_RATE_HZ));
}

/** The mean of the channels cannot clip. */
function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first] = channels;
  if (channels.length === 1 && first) return first;
  return Float32Array.from(
    { length: first?.length ?? 0 },
    (_unused, index) => channels.reduce((sum, channel) => sum + channel[index]!, 0) / channels.length,
  );
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
