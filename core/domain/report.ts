/** The report for a period: what `report.json` holds and `report.html` shows (interfaces.md). */

import type { Direction } from './call.ts';
import type { Category } from './category.ts';
import type { CategoryAccuracy } from './correction.ts';
import type { Deal, OutcomeCounts } from './deal.ts';
import type {
  CountedObjection,
  OutcomeFinding,
  Sentiment,
  StepFinding,
  TopicId,
  UtteranceSentiment,
  Verdict,
} from './finding.ts';
import type { ReportRequest } from './report-request.ts';
import type { TalkAverages, TalkMetrics } from './talk.ts';
import type { Maker, Utterance } from './transcript.ts';

/** A call with everything known about it: the unit a report is computed from. */
export interface ReportCall {
  readonly id: string;
  readonly startedAt: string;
  readonly direction: Direction;
  /** The agent's name, or null where the source does not tell. */
  readonly agent: string | null;
  readonly client: string | null;
  readonly durationMs: number;
  /** Null until the call has been analysed; `problem` then says why. */
  readonly topic: TopicId | null;
  readonly sentiment: Sentiment | null;
  readonly nextStep: string | null;
  /** How the call ended; null or absent until it has been analysed. */
  readonly outcome?: OutcomeFinding | null;
  /** Owner and time of `nextStep`. */
  readonly step?: StepFinding | null;
  /** Engine channels: 1 means that speakers could not be told apart. */
  readonly channels: number;
  readonly transcript: readonly Utterance[];
  readonly utteranceSentiments: readonly UtteranceSentiment[];
  readonly objections: readonly CountedObjection[];
  /** Why there is no transcript or analysis, in words for the reader; null when all is well. */
  readonly problem: string | null;
  /** Null or absent where there is no transcript. */
  readonly talk?: TalkMetrics | null;
  /** What the CRM knows: null, no deal is linked to the call; absent, the CRM was not asked. */
  readonly deal?: Pick<Deal, 'outcome' | 'stage'> | null;
  /** 0..100 by the active checklist; null or absent where it does not apply. */
  readonly score?: number | null;
  /** Short pieces of the recording, where they were asked for. */
  readonly clips?: readonly ReportClip[];
}

/** A piece of a recording around an objection. */
export interface ReportClip {
  readonly utterance: number;
  readonly startMs: number;
  /** `data:audio/wav;base64,…` */
  readonly url: string;
}

/** What a report is computed from. */
export interface ReportInput {
  /** First and last day, `YYYY-MM-DD`, in `timeZone`. */
  readonly period: { readonly from: string; readonly to: string };
  /** Instant in UTC. */
  readonly generatedAt: string;
  /** IANA name; dates and times of the report are shown in it. */
  readonly timeZone: string;
  readonly categories: readonly Category[];
  readonly models: readonly Maker[];
  readonly calls: readonly ReportCall[];
  /** What people have checked of what was found; nothing unless told otherwise. */
  readonly checks?: readonly CategoryChecks[];
  /** Everything of the period unless told otherwise. */
  readonly request?: ReportRequest;
}

/** How many findings of a category people found right and wrong. */
export type CategoryChecks = Pick<CategoryAccuracy, 'category' | 'right' | 'wrong'>;

/** Counts over a set of calls. */
export interface Totals {
  readonly calls: number;
  readonly incoming: number;
  readonly outgoing: number;
  readonly analysed: number;
  readonly talkMs: number;
  readonly callsWithObjections: number;
  readonly objections: number;
  /** Objections of which it is known who replied: what `handled` is a share of. */
  readonly judged: number;
  readonly handled: number;
}

export interface ManagerSummary extends Totals {
  readonly agent: string;
  readonly negative: number;
  readonly positive: number;
  /** Mean of the scored calls; null where none is. */
  readonly score: number | null;
  /** Null when the manager has no call whose sides are told apart. */
  readonly talk: TalkAverages | null;
}

export interface ObjectionQuote {
  readonly callId: string;
  readonly utterance: number;
  readonly startMs: number;
  readonly quote: string;
  readonly agent: string | null;
  /** Of the call. */
  readonly startedAt: string;
  readonly handled: boolean;
  readonly verdict: Verdict | null;
}

export interface ObjectionSummary {
  readonly category: string;
  readonly name: string;
  readonly recommendation: string;
  readonly calls: number;
  readonly objections: number;
  readonly judged: number;
  readonly handled: number;
  /** The best-scored ones, at most five. */
  readonly quotes: readonly ObjectionQuote[];
}

/** One week of the period; the first and the last may be shorter. */
export interface ReportWeek {
  readonly from: string;
  readonly to: string;
  readonly analysed: number;
  readonly callsWithObjections: number;
  readonly objections: number;
  readonly judged: number;
  readonly handled: number;
}

/** How the deals of calls with an objection ended. */
export interface OutcomeSummary extends OutcomeCounts {
  /** Null: analysed calls without an objection, to compare with. */
  readonly category: string | null;
  readonly name: string;
}

/** `report.json`. Keys may be added, never renamed. */
export interface Report {
  readonly period: { readonly from: string; readonly to: string };
  readonly generatedAt: string;
  readonly timeZone: string;
  readonly models: readonly Maker[];
  readonly totals: Totals;
  readonly managers: readonly ManagerSummary[];
  readonly topics: Readonly<Record<TopicId, number>>;
  readonly sentiments: Readonly<Record<Sentiment, number>>;
  readonly objections: readonly ObjectionSummary[];
  /** Objections beside the outcome of the deals; empty where the CRM was not asked. */
  readonly outcomes: readonly OutcomeSummary[];
  readonly weeks: readonly ReportWeek[];
  /** Calls whose sides were recorded together. */
  readonly monoCalls: number;
  /** What people have checked in all the time, by category: the precision that the program shows. */
  readonly checks: readonly CategoryChecks[];
  /** What the report was asked for, so that a reader knows what is not in it. */
  readonly request: ReportRequest;
  readonly calls: readonly ReportCall[];
}
