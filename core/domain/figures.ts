/** Figures of sets of calls for the screens: counts only, shares are taken where they are shown. */

import type { OutcomeCounts } from './deal.ts';
import type { Verdict } from './finding.ts';
import type { Totals } from './report.ts';

export interface Figures extends Totals {
  /** Calls whose client was dissatisfied. */
  readonly negative: number;
  /** Analysed calls that ended with an agreed next step. */
  readonly withNextStep: number;
  /** Mean score by the active checklist, 0..100; null where no call is scored. */
  readonly score: number | null;
}

/** The figures of a filter, and of the equally long period right before it. */
export interface ComparedFigures {
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly now: Figures;
  /** Null where the filter names no period, or nothing is stored from before it. */
  readonly before: Figures | null;
}

export interface ManagerFigures extends Figures {
  /** Null for calls whose source does not name the employee. */
  readonly agentId: string | null;
  readonly agentName: string | null;
  /** The oldest first; the same weeks for every manager. */
  readonly weeks: readonly HandlingWeek[];
}

/** Objections of one week and how many of them were handled; the first and the last week may be cut by the period. */
export interface HandlingWeek {
  /** Its days, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly objections: number;
  /** Objections of which it is known who replied: what `handled` is a share of. */
  readonly judged: number;
  readonly handled: number;
}

export interface CategoryFigures {
  readonly category: string;
  /** Calls with at least one objection of the category. */
  readonly calls: number;
  readonly objections: number;
  readonly judged: number;
  readonly handled: number;
}

/** Calls with an objection of a category by the outcome of their deals; null: analysed calls without objections. */
export interface CategoryOutcomes extends OutcomeCounts {
  readonly category: string | null;
}

/** One week of the trend; the first and the last may be cut by the period. */
export interface WeekFigures {
  /** Its days, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly analysed: number;
  readonly callsWithObjections: number;
  /** Calls with an objection, by category. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Objections of one category met by one manager. */
export interface MatrixCell {
  readonly category: string;
  readonly agentId: string;
  readonly objections: number;
  readonly judged: number;
  readonly handled: number;
}

export interface ObjectionFigures {
  readonly analysed: number;
  readonly callsWithObjections: number;
  /** The most frequent first. */
  readonly categories: readonly CategoryFigures[];
  /** The oldest first. */
  readonly weeks: readonly WeekFigures[];
  readonly matrix: readonly MatrixCell[];
  /** In the order of `categories`; empty where the CRM was not asked about any of the calls. */
  readonly outcomes: readonly CategoryOutcomes[];
}

/** A call that is worth a supervisor's time, and from where. */
export interface WorthListening {
  readonly callId: string;
  readonly startedAt: string;
  readonly agentName: string | null;
  readonly clientName: string | null;
  readonly clientPhone: string | null;
  readonly durationMs: number;
  /** The weightiest first, at least one. */
  readonly reasons: readonly ListeningReason[];
  /** Where the weightiest reason is heard, milliseconds from the start of the recording. */
  readonly atMs: number;
  /** What is said there; null where the reason is no quote. */
  readonly quote: string | null;
}

export type ListeningReason =
  | { readonly kind: 'objection'; readonly category: string; readonly verdict: Exclude<Verdict, 'handled'> }
  | { readonly kind: 'negative' }
  | { readonly kind: 'no-next-step' };
