/** A voice as a vector of length 1, by WeSpeaker's ResNet34: `feats` float32 [1, T, 80] -> `embs` [1, D]. */

import type { ModelSession } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';
import { createKaldiFbank, FBANK_BANDS } from '../features/kaldi-fbank.ts';

export type VoicePrint = Float32Array;

/** @returns a function from samples of one voice (16 kHz, half a second or more) to its print */
export function createVoicePrinter(session: ModelSession): (samples: Float32Array) => Promise<VoicePrint> {
  const fbank = createKaldiFbank();
  return async (samples) => {
    const { data, frames } = fbank(samples);
    const outputs = await session.run({
      [session.inputNames[0]!]: { type: 'float32', data, dims: [1, frames, FBANK_BANDS] },
    });
    const print = outputs[session.outputNames[0]!];
    if (print?.type !== 'float32' || print.dims.length !== 2) {
      throw new AppError('model.corrupt', { reason: 'not a model of voices' });
    }
    return unit(print.data);
  };
}

export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(similarity(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** The cosine of two vectors of length 1. */
export const similarity = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
