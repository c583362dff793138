/** What the lead says about found objections. Kept beside the automatic values, never instead of them. */

import type { Verdict } from './finding.ts';

export const CORRECTION_KINDS = ['right', 'wrong', 'relabelled', 'added'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** A correction as it is kept. Time and words find its utterance again after a new transcription. */
export interface Correction {
  readonly id: number;
  readonly callId: string;
  readonly kind: CorrectionKind;
  /** The utterance that was corrected, as it was then. */
  readonly utterance: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** What the program had found; null for an objection it had missed. */
  readonly automaticCategory: string | null;
  /** 0..1, of the automatic finding; null for a missed one. */
  readonly automaticScore: number | null;
  /** What it is according to the lead; null when it is no objection of that category. */
  readonly category: string | null;
  /** Instant in UTC. */
  readonly changedAt: string;
}

/** An objection with what was found and what counts. */
export interface CorrectedObjection {
  /** 0-based index in the current transcript. */
  readonly utterance: number;
  readonly quote: string;
  /** Null for one that was added by hand. */
  readonly automatic: {
    readonly category: string;
    readonly score: number;
    /** Null where it is not known who replied. */
    readonly verdict: Verdict | null;
    readonly replyUtterance: number | null;
  } | null;
  /** The category that counts; null when it was marked wrong and does not count. */
  readonly category: string | null;
  readonly correction: Pick<Correction, 'id' | 'kind' | 'changedAt'> | null;
}

/** A correction whose words are no longer in the transcript. */
export type LostCorrection = Pick<Correction, 'id' | 'kind' | 'category' | 'text' | 'startMs' | 'changedAt'>;

export interface CallCorrections {
  /** In order of the call. */
  readonly objections: readonly CorrectedObjection[];
  readonly lost: readonly LostCorrection[];
}

/** How often the findings of a category were right, as far as the lead has looked: precision = right / (right + wrong). */
export interface CategoryAccuracy {
  readonly category: string;
  readonly right: number;
  readonly wrong: number;
  /** Missed ones that the lead added. */
  readonly added: number;
  /** Log-odds by which the category has become stricter (above 0) or more lenient. */
  readonly thresholdShift: number;
}

export interface CorrectionSummary {
  readonly isLearning: boolean;
  readonly total: number;
  readonly categories: readonly CategoryAccuracy[];
}
