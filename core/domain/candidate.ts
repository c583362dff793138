/** What the user's categories are learned and recognised from: readings of texts, and places that may hold an objection. */

import type { Verdict } from './finding.ts';

/** Features of a text as a vector of length 1; `hashes` without repeats. */
export interface SparseVector {
  readonly hashes: Uint32Array;
  readonly weights: Float32Array;
}

/** A short text as the language model sees it. */
export interface TextReading {
  readonly text: string;
  readonly vector: SparseVector;
  /** How much the text resembles an objection at all, about -1 for a clear no and +1 for a clear yes. */
  readonly gate: number;
  /** The same per standard category and for `unknown`, in the model's order. */
  readonly margins: readonly number[];
  /** Lower-case words, `ё` as `е`, and their stems, in order. */
  readonly words: readonly string[];
  readonly stems: readonly string[];
}

/** A client's turn that may hold an objection, judged once per transcript: categories change more often than texts. */
export interface ObjectionCandidate {
  /** 0-based index in the call. */
  readonly utterance: number;
  /** Log-odds over the threshold per standard category and for `unknown`, in the model's order. */
  readonly excesses: readonly number[];
  /** How the agent dealt with it, should it be an objection. */
  readonly verdict: Verdict;
  readonly replyUtterance: number | null;
}
