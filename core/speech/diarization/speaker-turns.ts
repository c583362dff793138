/** What overlapping windows say of each moment, as turns of the two speakers. */

import { FRAME_OFFSET, FRAME_SAMPLES } from './segmentation.ts';

export interface SpeakerTurn {
  readonly speaker: 0 | 1;
  readonly startMs: number;
  readonly endMs: number;
}

/** One voice of one window, with the speaker it belongs to. */
export interface SpeakerFrames {
  /** The window's first frame, counted from the start of the recording. */
  readonly startFrame: number;
  readonly voice: Uint8Array;
  readonly speaker: 0 | 1;
}

/** Shorter turns are noise, shorter pauses breath (defaults of sherpa-onnx: 0.2 s on, 0.5 s off). */
const SHORTEST_TURN_MS = 200;
const SHORTEST_PAUSE_MS = 500;

const toMs = (frame: number): number => Math.round(((FRAME_OFFSET + frame * FRAME_SAMPLES) * 1000) / 16_000);

/** A speaker speaks in a frame when any window says so: windows that missed a voice do not outvote the one that heard it. */
export function speakerTurns(windows: readonly SpeakerFrames[]): SpeakerTurn[] {
  const length = Math.max(0, ...windows.map(({ startFrame, voice }) => startFrame + voice.length));
  return ([0, 1] as const)
    .flatMap((speaker) => {
      const active = new Uint8Array(length);
      for (const { startFrame, voice } of windows.filter((window) => window.speaker === speaker)) {
        voice.forEach((isOn, i) => {
          if (isOn === 1) active[startFrame + i] = 1;
        });
      }
      return turnsOf(active, speaker);
    })
    .sort((a, b) => a.startMs - b.startMs);
}

function turnsOf(active: Uint8Array, speaker: 0 | 1): SpeakerTurn[] {
  const turns: { speaker: 0 | 1; startMs: number; endMs: number }[] = [];
  for (let from = active.indexOf(1); from >= 0;) {
    const end = active.indexOf(0, from);
    const to = end < 0 ? active.length : end;
    const last = turns.at(-1);
    if (last !== undefined && toMs(from) - last.endMs < SHORTEST_PAUSE_MS) last.endMs = toMs(to);
    else turns.push({ speaker, startMs: toMs(from), endMs: toMs(to) });
    from = active.indexOf(1, to);
  }
  return turns.filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_TURN_MS);
}
