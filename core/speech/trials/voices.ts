/** Whether the models that tell speakers apart do what they are for. */

import { openSession, type ModelSession } from '#core/inference/index.ts';
import { AppError } from '#core/errors.ts';
import { segmentWindow, WINDOW_FRAMES, WINDOW_SAMPLES } from '../diarization/segmentation.ts';
import { createVoicePrinter, similarity, type VoicePrint } from '../diarization/voice-print.ts';
import { fileEnding, readInstalledModel } from '../installed-model.ts';

/** Somebody must be heard in this share of the spoken half, pauses and breath left out, and hardly anybody in silence. */
const LEAST_SPOKEN = 0.3;
const MOST_SILENT = 0.1;

async function withModel(folder: string, work: (session: ModelSession) => Promise<void>): Promise<void> {
  const session = await openSession(fileEnding(await readInstalledModel(folder), '.onnx'), { threads: 1 });
  try {
    await work(session);
  } finally {
    await session.close();
  }
}

/**
 * Listens to half a window of speech and half of silence.
 *
 * @param speech one voice, 16 kHz, four seconds or more
 * @throws model.missing, and model.corrupt where silence speaks or speech is silent
 */
export function trySegmentation(folder: string, speech: Float32Array): Promise<void> {
  return withModel(folder, async (session) => {
    const window = new Float32Array(WINDOW_SAMPLES);
    window.set(speech.subarray(0, WINDOW_SAMPLES / 2));
    const voices = await segmentWindow(session, window);
    const speechFrames = Math.floor((WINDOW_FRAMES * Math.min(speech.length, WINDOW_SAMPLES / 2)) / WINDOW_SAMPLES);
    const share = (from: number, to: number): number =>
      Array.from({ length: to - from }, (_, i) => i + from).filter((frame) =>
        voices.some((voice) => voice[frame] === 1),
      ).length /
      (to - from);
    // The last speech may be heard a little longer than it lasts.
    const [spoken, silent] = [share(0, speechFrames), share(Math.floor(0.6 * WINDOW_FRAMES), WINDOW_FRAMES)];
    if (spoken < LEAST_SPOKEN || silent > MOST_SILENT) {
      throw new AppError('model.corrupt', { reason: 'golden check', spoken, silent });
    }
  });
}

/**
 * Compares two pieces of one voice with another voice.
 *
 * @param speech one voice, 16 kHz, four seconds or more
 * @param otherVoice at least two seconds of another
 * @throws model.missing, and model.corrupt where the two voices are as alike as one with itself
 */
export function tryVoicePrints(folder: string, speech: Float32Array, otherVoice: Float32Array): Promise<void> {
  return withModel(folder, async (session) => {
    const print = createVoicePrinter(session);
    const half = Math.floor(speech.length / 2);
    const first = await print(speech.subarray(0, half));
    const same = similarity(first, await print(speech.subarray(half)));
    const other = similarity(first, await print(otherVoice));
    if (!isVector(first) || !(other < same))
      throw new AppError('model.corrupt', { reason: 'golden check', same, other });
  });
}

const isVector = (print: VoicePrint): boolean => Math.abs(similarity(print, print) - 1) < 1e-3;
