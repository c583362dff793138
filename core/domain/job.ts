/** Units of work kept in the store, so that a restart continues where a kill interrupted. */

import type { ErrorData } from '#core/errors.ts';

/** The steps of a call, in order. Each runs only where its input or its maker changed. */
export const STAGES = ['download', 'transcribe', 'analyse'] as const;
export type Stage = (typeof STAGES)[number];

export type JobState = 'pending' | 'running' | 'done' | 'failed';

export interface Job {
  readonly callId: string;
  readonly stage: Stage;
  readonly state: JobState;
  readonly attempts: number;
  readonly error: ErrorData | null;
}

/** A call that is being worked on. */
export interface CallProgress {
  readonly callId: string;
  readonly stage: Stage;
  /** Heard so far; 0 in steps that hear nothing. */
  readonly audioDoneMs: number;
  /** As the source says; 0 where it does not. */
  readonly audioTotalMs: number;
}

/** Progress of a run, counted in seconds of audio so that it is true for short and long calls alike. */
export interface Progress {
  readonly stage: Stage;
  readonly callId: string | null;
  readonly callsDone: number;
  readonly callsTotal: number;
  readonly audioDoneMs: number;
  readonly audioTotalMs: number;
  /** In the order in which they were taken up. */
  readonly current: readonly CallProgress[];
}
