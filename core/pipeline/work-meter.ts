/** How far a run is: all of it, and each call that is being worked on. Milliseconds of audio are true for short and long calls alike. */

import type { CallProgress, Progress, Stage } from '#core/domain/job.ts';

export interface WorkMeter {
  state(): Progress;
  /** A call is taken up. */
  begin(callId: string, stage: Stage): void;
  /** So much of a call's audio has been heard. */
  advance(callId: string, audioDoneMs: number): void;
  /** The call has been heard, or cannot be. */
  finish(callId: string): void;
  /** Nothing more is done with the call for now. */
  leave(callId: string): void;
  /** Until then stored texts are analysed and counted; from now on calls are. */
  startHearing(): void;
}

/** @param lengths milliseconds of audio of each call that is to be heard, as the source says */
export function createWorkMeter(
  lengths: ReadonlyMap<string, number>,
  onProgress: (progress: Progress) => void = () => undefined,
): WorkMeter {
  const audioTotalMs = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  const current = new Map<string, CallProgress>();
  let isHearing = false;
  let textsDone = 0;
  let callsDone = 0;
  let finishedMs = 0;

  const state = (): Progress => {
    const calls = [...current.values()];
    const heardMs = calls.reduce((sum, { stage, audioDoneMs }) => sum + (stage === 'transcribe' ? audioDoneMs : 0), 0);
    return {
      stage: isHearing ? 'transcribe' : 'analyse',
      callId: null,
      callsDone: isHearing ? callsDone : textsDone,
      callsTotal: lengths.size,
      audioDoneMs: Math.min(audioTotalMs, finishedMs + heardMs),
      audioTotalMs,
      current: calls,
    };
  };
  return {
    state,
    begin(callId, stage) {
      current.set(callId, { callId, stage, audioDoneMs: 0, audioTotalMs: lengths.get(callId) ?? 0 });
      onProgress({ ...state(), callId });
    },
    advance(callId, audioDoneMs) {
      const call = current.get(callId);
      // The source's figure may be shorter than the file; one call never counts for more than its share.
      if (call) current.set(callId, { ...call, audioDoneMs: Math.min(audioDoneMs, call.audioTotalMs) });
      onProgress({ ...state(), callId });
    },
    finish(callId) {
      current.delete(callId);
      finishedMs += lengths.get(callId) ?? 0;
      callsDone++;
      onProgress({ ...state(), callId });
    },
    leave(callId) {
      current.delete(callId);
      if (!isHearing) textsDone++;
      onProgress({ ...state(), callId });
    },
    startHearing() {
      isHearing = true;
    },
  };
}
