/** Scorecards («чек-листы»): what a good call contains, and how a call was scored by one. */

import type { TopicId } from './finding.ts';

/** The talk figures that a criterion may limit. */
export const TALK_FIGURES = [
  'agentShare',
  'agentInterruptions',
  'longestMonologueMs',
  'silenceShare',
  'patienceMs',
] as const;
export type TalkFigure = (typeof TALK_FIGURES)[number];

/** Which of the manager's utterances are looked at: the first three, all, the last three. */
export const PHRASE_PLACES = ['opening', 'call', 'closing'] as const;
export type PhrasePlace = (typeof PHRASE_PLACES)[number];

/** How a criterion is judged by itself. */
export type Check =
  /** The manager says one of the phrases. `*` ends a word that may go on; alone it stands for any word. */
  | { readonly kind: 'phrases'; readonly place: PhrasePlace; readonly phrases: readonly string[] }
  /** The manager asks so many questions; half of them are partly enough. */
  | { readonly kind: 'questions'; readonly atLeast: number }
  /** Every objection is handled; some of them, or an argument instead of an answer, is partly enough. */
  | { readonly kind: 'objections-handled' }
  /** No objection is answered by arguing. */
  | { readonly kind: 'no-argument' }
  /** A next step is agreed. */
  | { readonly kind: 'next-step' }
  /** A talk figure is at most so much; up to `partlyAtMost` it is partly enough. */
  | { readonly kind: 'talk'; readonly figure: TalkFigure; readonly atMost: number; readonly partlyAtMost: number }
  /** Only a person can judge it. */
  | { readonly kind: 'manual' };

export interface Criterion {
  /** Unique in its scorecard, critical errors included. */
  readonly id: string;
  readonly name: string;
  /** Points for meeting it; those of a scorecard add up to 100. */
  readonly weight: number;
  readonly check: Check;
}

export interface ScorecardStage {
  readonly id: string;
  readonly name: string;
  readonly criteria: readonly Criterion[];
}

/** Something a manager must never say; it makes a problem call, whatever the points. */
export interface CriticalError {
  readonly id: string;
  readonly name: string;
  readonly phrases: readonly string[];
}

export interface Scorecard {
  readonly id: string;
  readonly name: string;
  /** The topics it is meant for; calls on others are not scored. Empty: all. */
  readonly topics: readonly TopicId[];
  /** In the order of a conversation. */
  readonly stages: readonly ScorecardStage[];
  readonly criticalErrors: readonly CriticalError[];
}

export const CRITERION_VALUES = ['met', 'partly', 'missed', 'not-applicable'] as const;
export type CriterionValue = (typeof CRITERION_VALUES)[number];

/** The words behind a value. */
export interface Evidence {
  /** 0-based index. */
  readonly utterance: number;
  /** Verbatim. */
  readonly quote: string;
}

export interface CriterionScore {
  readonly id: string;
  readonly value: CriterionValue;
  /** 0 to the criterion's weight. */
  readonly points: number;
  readonly evidence: Evidence | null;
}

export interface CallScore {
  /** 0..100; null when too little of the scorecard applies to the call for a fair number. */
  readonly total: number | null;
  /** One entry per criterion, in the order of the scorecard. */
  readonly criteria: readonly CriterionScore[];
  /** Those that were found. */
  readonly criticalErrors: readonly { readonly id: string; readonly evidence: Evidence }[];
}

/** A person's judgement, kept beside the automatic one. For a critical error `met` says that there was none. */
export interface ScoreOverride {
  readonly id: string;
  readonly value: CriterionValue;
  /** Instant in UTC. */
  readonly changedAt: string;
}

/** A call's score as a screen shows it. */
export interface ScoreSheet {
  readonly scorecard: Scorecard;
  readonly automatic: CallScore;
  readonly overrides: readonly ScoreOverride[];
  /** With the overrides applied. */
  readonly final: CallScore;
}

/** One entry in the list of scorecards. */
export interface ListedScorecard {
  readonly id: string;
  readonly name: string;
  /** Empty: all. */
  readonly topics: readonly TopicId[];
  readonly criteria: number;
  readonly isBuiltin: boolean;
  /** Calls are scored by this one. */
  readonly isActive: boolean;
}
