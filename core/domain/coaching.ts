/** What a lead and a manager listen to together: objections that were met well, and those that were not. */

import type { Verdict } from './finding.ts';

export interface CoachingMoment {
  readonly callId: string;
  readonly startedAt: string;
  readonly clientName: string | null;
  readonly clientPhone: string | null;
  readonly category: string;
  /** Null where nobody knows who replied. */
  readonly verdict: Verdict | null;
  readonly quote: string;
  /** What was said next: the manager's reply, and anybody's words where `verdict` is null; null where there was nothing. */
  readonly reply: string | null;
  /** From the client's words to the end of the reply, in the recording. */
  readonly startMs: number;
  readonly endMs: number;
}

export interface CoachingPlaylist {
  /** Only what the manager is known to have said. The surest findings first. */
  readonly good: readonly CoachingMoment[];
  readonly toDiscuss: readonly CoachingMoment[];
}
