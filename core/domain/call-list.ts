/** Questions about stored calls and their answers: what the screens list, filter and count. */

import type { ErrorData } from '#core/errors.ts';
import type { CallStatus, Direction } from './call.ts';
import { DEAL_STATES, type CallDeal } from './deal.ts';
import { VERDICTS, type CountedAnalysis, type Outcome, type Sentiment, type TopicId, type Verdict } from './finding.ts';
import type { Progress } from './job.ts';
import type { TalkMetrics } from './talk.ts';
import type { PortalTranscript, Speaker, Transcript } from './transcript.ts';

/** Conditions that a call must all meet; an absent one does not matter. */
export interface CallFilter {
  /** First and last day, `YYYY-MM-DD`, in the application's time zone. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly agentId?: string | undefined;
  /** A department that the manager belongs to, of several to any of them: its name, or its `departmentKey`. */
  readonly department?: string | undefined;
  readonly direction?: Direction | undefined;
  readonly topic?: TopicId | undefined;
  readonly sentiment?: Sentiment | undefined;
  readonly outcome?: Outcome | undefined;
  /** Category id, `ANY_OBJECTION` or `NO_OBJECTION`. */
  readonly objection?: string | undefined;
  /** Some objection (of that category, if one is named) was met in this way. */
  readonly verdict?: Handling | undefined;
  /** Of analysed calls. */
  readonly nextStep?: NextStepState | undefined;
  /** The conversation lasted at least so long, and shorter than so long. */
  readonly minDurationMs?: number | undefined;
  readonly maxDurationMs?: number | undefined;
  /** The recording lies on this computer, or does not. */
  readonly hasRecording?: boolean | undefined;
  readonly deal?: DealLink | undefined;
  /** Words of the transcript. */
  readonly text?: string | undefined;
}

/** `CallFilter.objection` of calls with any objection. */
export const ANY_OBJECTION = '*';
/** `CallFilter.objection` of analysed calls without an objection. */
export const NO_OBJECTION = '-';

/** How an objection was met: one of the verdicts, or any but `handled`. */
export const HANDLINGS = [...VERDICTS, 'unhandled'] as const;
export type Handling = (typeof HANDLINGS)[number];

export const NEXT_STEP_STATES = ['agreed', 'missing'] as const;
export type NextStepState = (typeof NEXT_STEP_STATES)[number];

/** What is known of the deal; `unasked`: the CRM was not asked about the call. */
export const DEAL_LINKS = [...DEAL_STATES, 'unasked'] as const;
export type DealLink = (typeof DEAL_LINKS)[number];

/** `CallFilter.department` where several sources have departments of one name. */
export const departmentKey = (name: string, source: string): string => `${name}@${source}`;

export const CALL_ORDERS = ['startedAt', 'durationMs', 'agentName', 'objections', 'score'] as const;
export type CallOrder = (typeof CALL_ORDERS)[number];

export interface CallQuery {
  readonly filter: CallFilter;
  readonly order: CallOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Where a call stands on the way to its findings. */
export type CallState = 'no-recording' | 'waiting' | 'running' | 'failed' | 'done';

/** One row of the list of calls. */
export interface ListedCall {
  readonly id: string;
  readonly startedAt: string;
  readonly direction: Direction;
  readonly status: CallStatus;
  readonly agentName: string | null;
  readonly clientName: string | null;
  readonly clientPhone: string | null;
  readonly durationMs: number;
  readonly state: CallState;
  readonly topic: TopicId | null;
  readonly sentiment: Sentiment | null;
  readonly outcome: Outcome | null;
  readonly nextStep: string | null;
  /** 0..100 by the active checklist; null where it does not apply, or is not computed yet. */
  readonly score: number | null;
  /** In the order of the conversation. */
  readonly objections: readonly {
    readonly category: string;
    readonly verdict: Verdict | null;
    readonly quote: string;
  }[];
}

/** The words of a conversation that a search found. */
export interface CallFragment {
  readonly speaker: Speaker;
  /** Where the turn begins in the recording. */
  readonly startMs: number;
  /** In order; together a part of one turn. */
  readonly pieces: readonly FragmentPiece[];
}

export interface FragmentPiece {
  readonly text: string;
  /** A word that was searched for. */
  readonly isMatch: boolean;
}

export interface CallPage {
  /** How many calls meet the filter. */
  readonly total: number;
  /** Those from `offset` on, at most `limit`. */
  readonly calls: readonly ListedCall[];
  /** By call id, those found by what was said; empty without `CallFilter.text`. */
  readonly fragments: Readonly<Record<string, CallFragment>>;
}

/** Everything about one call. */
export interface CallDetails {
  readonly call: ListedCall;
  readonly hasRecording: boolean;
  readonly transcript: Transcript | null;
  readonly analysis: CountedAnalysis | null;
  /** What the CRM knows; null where it was not asked. A deal of null: asked, and none is linked to the call. */
  readonly crm: { readonly deal: CallDeal | null } | null;
  /** The source's own transcript, never mixed with ours; null where there is none. */
  readonly portalTranscript: PortalTranscript | null;
  /** Null without a transcript. */
  readonly talk: TalkMetrics | null;
  /** Why the call failed, or null. */
  readonly error: ErrorData | null;
}

/** What the work on calls is at. */
export interface ProcessingState {
  readonly isRunning: boolean;
  readonly progress: Progress | null;
  /** How far the accurate profile has learned before the first call is read, 0..1; null while it does not. */
  readonly learning: number | null;
  /** Calls that wait for transcription or analysis. */
  readonly waiting: number;
  readonly failed: number;
  /** What ended the last run before its time; null when it ended well or was cancelled. */
  readonly error: ErrorData | null;
  /** Grows whenever stored calls or findings change: what was read before may be stale. */
  readonly revision: number;
}
