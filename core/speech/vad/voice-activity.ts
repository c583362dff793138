/** Speech probability per 32 ms window by the Silero network, for all channels of a recording at once. */

import type { ModelSession, TensorData } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';

/** Rates that the network knows, with its window and the samples it wants to see again in front of each window. */
const WINDOWS: Readonly<Record<number, { readonly hop: number; readonly context: number }>> = {
  8000: { hop: 256, context: 32 },
  16_000: { hop: 512, context: 64 },
};
const STATE_SIZE = 128;

/** Samples per window at 8 or 16 kHz. */
export function hopSamples(sampleRateHz: number): number {
  const window = WINDOWS[sampleRateHz];
  if (window === undefined) throw new RangeError(`voice activity works at 8000 or 16000 Hz, not ${sampleRateHz}`);
  return window.hop;
}

/** Listens to the channels of one recording; windows must come in order. */
export interface VoiceActivity {
  /**
   * @param windows one window of `hopSamples` samples per channel, -1..1
   * @returns the probability of speech (0..1) per channel
   */
  listen(windows: readonly Float32Array[]): Promise<Float32Array>;
}

/**
 * Contract (models.md 1.1): `input` float32 [B, context + hop], `state` float32 [2, B, 128], `sr` int64 ->
 * `output` float32 [B, 1], `stateN`. The last samples of a window are carried as the context of the next.
 */
export function createVoiceActivity(
  session: ModelSession,
  options: { readonly sampleRateHz: number; readonly channels: number },
): VoiceActivity {
  const { sampleRateHz, channels } = options;
  const hop = hopSamples(sampleRateHz);
  const { context } = WINDOWS[sampleRateHz]!;
  const width = context + hop;
  const input = new Float32Array(channels * width);
  const sr: TensorData = { type: 'int64', data: BigInt64Array.of(BigInt(sampleRateHz)), dims: [] };
  const stateDims = [2, channels, STATE_SIZE];
  let state: TensorData = { type: 'float32', data: new Float32Array(2 * channels * STATE_SIZE), dims: stateDims };
  return {
    async listen(windows) {
      for (let channel = 0; channel < channels; channel += 1) {
        const row = input.subarray(channel * width, (channel + 1) * width);
        row.copyWithin(0, hop);
        row.set(windows[channel]!, context);
      }
      const outputs = await session.run({
        input: { type: 'float32', data: input, dims: [channels, width] },
        state,
        sr,
      });
      const { output, stateN } = outputs;
      if (output?.type !== 'float32' || stateN?.type !== 'float32') {
        throw new AppError('model.corrupt', { reason: 'not a voice activity model' });
      }
      state = { ...stateN, dims: stateDims };
      return output.data;
    },
  };
}
