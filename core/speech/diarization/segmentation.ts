/**
 * Who speaks when within ten seconds, by pyannote segmentation 3.0: `input_values` float32 [1, 1, 160000] at 16 kHz ->
 * logits [1, 589, 7]. Its classes are sets of at most two of three voices (Plaquet and Bredin, Interspeech 2023).
 */

import type { ModelSession } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';

export const WINDOW_SAMPLES = 160_000;
export const WINDOW_FRAMES = 589;
/** A frame is 270 samples after the one before and looks at 991. */
export const FRAME_SAMPLES = 270;
/** Where the middle 270 samples of the first frame begin. */
export const FRAME_OFFSET = (991 - FRAME_SAMPLES) / 2;
export const VOICES = 3;
/** Voices of each class, in the order of the network's outputs. */
const CLASSES: readonly (readonly number[])[] = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2]];

/** For each voice of the window, 1 in the frames in which it speaks. */
export type VoiceFrames = readonly Uint8Array[];

/** @param samples `WINDOW_SAMPLES` of them @throws model.corrupt */
export async function segmentWindow(session: ModelSession, samples: Float32Array): Promise<VoiceFrames> {
  const outputs = await session.run({
    [session.inputNames[0]!]: { type: 'float32', data: samples, dims: [1, 1, WINDOW_SAMPLES] },
  });
  const logits = outputs[session.outputNames[0]!];
  if (logits?.type !== 'float32' || logits.data.length !== WINDOW_FRAMES * CLASSES.length) {
    throw new AppError('model.corrupt', { reason: 'not a segmentation model' });
  }
  return decodePowerset(logits.data);
}

/** The likeliest class of each frame as its voices. */
export function decodePowerset(logits: Float32Array): VoiceFrames {
  const frames = logits.length / CLASSES.length;
  const voices = Array.from({ length: VOICES }, () => new Uint8Array(frames));
  for (let frame = 0; frame < frames; frame += 1) {
    const row = logits.subarray(frame * CLASSES.length, (frame + 1) * CLASSES.length);
    const best = row.reduce((top, value, at) => (value > row[top]! ? at : top), 0);
    for (const voice of CLASSES[best]!) voices[voice]![frame] = 1;
  }
  return voices;
}
