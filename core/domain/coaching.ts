/** What a lead and a manager listen to together: objections that were met well, and those that were not. */

import type { Verdict } from './finding.ts';

export interface CoachingMoment {
  readonly callId: string;
  readonly startedAt: string;
  readonly clientName: string | null;
  readonly clientPhone: string | null;
  readonly category: string;
  readonly verdict: Verdict;
  readonly quote: string;
  /** The manager's reply; null where there was none. */
  readonly reply: string | null;
  /** From the client's words to the end of the reply, in the recording. */
  readonly startMs: number;
  readonly endMs: number;
}

export interface CoachingPlaylist {
  /** The surest findings first. */
  readonly good: readonly CoachingMoment[];
  readonly toDiscuss: readonly CoachingMoment[];
}
