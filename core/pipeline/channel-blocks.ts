/** A recording's one channel, or the first that holds sound, at another sample rate. */

import { analyseChannels, createResampler, openAudio } from '#core/audio/index.ts';

/** @throws what opening the recording throws */
export async function channelBlocks(path: string, sampleRateHz: number): Promise<AsyncGenerator<Float32Array>> {
  const source = await openAudio(path);
  const { channels } = await analyseChannels(source);
  return (async function* () {
    const resampler = createResampler(source.sampleRateHz, sampleRateHz);
    for await (const block of source.blocks()) yield resampler.push(block[channels[0]!]!);
    yield resampler.flush();
  })();
}
