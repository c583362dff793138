/** What Razbor can write into a portal. Off unless the user confirmed the action. */

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
