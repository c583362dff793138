/** What Razbor can write into a portal. Off unless the user confirmed the action. */

import type { ErrorData } from '#core/errors.ts';

export type WriteAction = 'transcript' | 'comment' | 'todo';

/** Where in the CRM something is written. */
export interface CrmTarget {
  readonly type: 'lead' | 'deal' | 'contact' | 'company';
  readonly id: number;
}

export interface TranscriptWrite {
  readonly action: 'transcript';
  readonly rowId: number;
  readonly portalCallId: string;
  readonly lines: readonly {
    readonly speaker: 'agent' | 'client';
    readonly startMs: number;
    readonly endMs: number;
    readonly text: string;
  }[];
}

export interface CommentWrite {
  readonly action: 'comment';
  readonly target: CrmTarget;
  readonly text: string;
  /** Part of the text by which the comment is found again; unique for the call. */
  readonly marker: string;
}

export interface TodoWrite {
  readonly action: 'todo';
  readonly target: CrmTarget;
  readonly title: string;
  readonly description: string;
  /** Instant in UTC. */
  readonly deadline: string;
}

export type WriteRequest = TranscriptWrite | CommentWrite | TodoWrite;

export const WRITE_ACTIONS = ['transcript', 'comment', 'todo'] as const satisfies readonly WriteAction[];

/** How many writes a run settled, by what became of them. */
export interface WriteBackCounts {
  readonly written: number;
  /** Already in the portal: found again after an answer that got lost, or a transcript that somebody else attached. */
  readonly found: number;
  /** The answer got lost and nobody can tell whether it was written; never sent again. */
  readonly unclear: number;
  readonly failed: number;
}

/** A run that has ended. */
export interface WriteBackResult extends WriteBackCounts {
  /** Instant in UTC. */
  readonly endedAt: string;
  /** What ended it before its time; `job.cancelled` where somebody stopped it. */
  readonly error: ErrorData | null;
}

/** A write that the portal refused, or of which nobody knows whether it arrived. */
export interface TroubledWrite {
  readonly id: number;
  readonly callId: string;
  readonly action: WriteAction;
  readonly state: 'failed' | 'unclear';
  readonly error: ErrorData | null;
}

export interface WriteBackState {
  /** When each action was agreed to (instant in UTC); null: never, so nothing of it is written. */
  readonly confirmedAt: Readonly<Record<WriteAction, string | null>>;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly last: WriteBackResult | null;
  readonly troubled: readonly TroubledWrite[];
}

/** What a run would write. */
export interface WriteBackPreview {
  /** Calls of the last days that would get something. */
  readonly calls: number;
  readonly writes: Readonly<Record<WriteAction, number>>;
  /** The newest of them. */
  readonly samples: readonly {
    readonly callId: string;
    readonly startedAt: string;
    readonly agentName: string | null;
    readonly clientName: string | null;
    readonly requests: readonly WriteRequest[];
  }[];
}
