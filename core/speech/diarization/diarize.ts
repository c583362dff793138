/** Two speakers of a recording with one channel: who speaks when. */

import type { ModelSession } from '#core/inference/index.ts';

import { createChannelBuffer } from '../channel-buffer.ts';
import {
  FRAME_OFFSET,
  FRAME_SAMPLES,
  segmentWindow,
  WINDOW_FRAMES,
  WINDOW_SAMPLES,
  type VoiceFrames,
} from './segmentation.ts';
import { findTwoSpeakers, type WindowVoice } from './two-speakers.ts';
import { speakerTurns, type SpeakerTurn } from './speaker-turns.ts';
import { createVoicePrinter } from './voice-print.ts';

/** Windows overlap by half, so that each moment is judged twice. */
const STEP_SAMPLES = WINDOW_SAMPLES / 2;
/** A voice that is heard alone for less than half a second has no sure print. */
const FEWEST_FRAMES = 30;
/** More alike than this, the two may be one person (the clustering threshold of sherpa-onnx). */
const MOST_ALIKE = 0.5;
/** Each side of a conversation says this much, or nobody can tell that it is one. */
const LEAST_SPEECH_MS = 1000;

export interface Diarization {
  /** In order of their starts; both speakers may be heard at once. */
  readonly turns: readonly SpeakerTurn[];
  /** False where the two speakers may be one, or one of them is hardly heard: their turns are a guess. */
  readonly isConfident: boolean;
}

export interface DiarizeTools {
  readonly segmentation: ModelSession;
  readonly voices: ModelSession;
  readonly signal?: AbortSignal;
  readonly onProgress?: (audioDoneMs: number) => void;
}

const NOBODY: Diarization = { turns: [], isConfident: false };

/**
 * @param blocks mono samples, 16 kHz, -1..1; memory does not grow with their length
 * @throws model.corrupt, and the signal's reason when aborted
 */
export async function diarize(blocks: AsyncIterable<Float32Array>, tools: DiarizeTools): Promise<Diarization> {
  const { signal } = tools;
  const print = createVoicePrinter(tools.voices);
  const buffer = createChannelBuffer();
  const heard: { readonly start: number; readonly voice: Uint8Array; readonly printed: WindowVoice }[] = [];
  let start = 0;

  const listen = async (): Promise<void> => {
    signal?.throwIfAborted();
    const samples = buffer.read(start, start + WINDOW_SAMPLES);
    const voices = await segmentWindow(tools.segmentation, samples);
    for (const voice of voices) {
      const alone = aloneSamples(samples, voice, voices);
      if (alone.length < FEWEST_FRAMES * FRAME_SAMPLES) continue;
      const printed = { window: start, print: await print(alone), frames: alone.length / FRAME_SAMPLES };
      heard.push({ start, voice, printed });
    }
    start += STEP_SAMPLES;
    tools.onProgress?.((start * 1000) / 16_000);
  };

  for await (const block of blocks) {
    buffer.append(block);
    while (start + WINDOW_SAMPLES <= buffer.end) await listen();
    buffer.dropBefore(start);
  }
  if (start === 0 || start + STEP_SAMPLES < buffer.end) await listen();

  const found = findTwoSpeakers(heard.map(({ printed }) => printed));
  if (found === null) return NOBODY;
  const turns = speakerTurns(
    heard.map((window, i) => ({
      startFrame: Math.round(window.start / FRAME_SAMPLES),
      voice: window.voice,
      speaker: found.speakers[i]!,
    })),
  );
  const speechMs = (speaker: 0 | 1): number =>
    turns.reduce((sum, turn) => sum + (turn.speaker === speaker ? turn.endMs - turn.startMs : 0), 0);
  const isTwo = Math.min(speechMs(0), speechMs(1)) >= LEAST_SPEECH_MS;
  return { turns, isConfident: isTwo && found.similarity <= MOST_ALIKE };
}

/** The samples in which only this voice speaks, joined. */
function aloneSamples(samples: Float32Array, voice: Uint8Array, voices: VoiceFrames): Float32Array {
  const frames = Array.from({ length: WINDOW_FRAMES }, (_, frame) => frame).filter(
    (frame) => voice[frame] === 1 && voices.every((other) => other === voice || other[frame] === 0),
  );
  const result = new Float32Array(frames.length * FRAME_SAMPLES);
  frames.forEach((frame, i) => {
    const from = FRAME_OFFSET + frame * FRAME_SAMPLES;
    result.set(samples.subarray(from, from + FRAME_SAMPLES), i * FRAME_SAMPLES);
  });
  return result;
}
