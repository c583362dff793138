/** Suggested categories: themes among the objections that fit none. */

/** How a theme is recognised when the objections are grouped anew. */
export interface ThemeSignature {
  /** Its telling stems, the weightiest first. */
  readonly stems: readonly string[];
  /** Its phrases in plain form. */
  readonly phrases: readonly string[];
}

export interface SuggestionQuote {
  readonly callId: string;
  readonly utterance: number;
  readonly text: string;
}

export interface SuggestedCategory {
  /** Stands for the theme until the next grouping. */
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly calls: number;
  /** At most three, the most typical first. */
  readonly quotes: readonly SuggestionQuote[];
  readonly recommendation: string;
}

export interface SuggestionDecision {
  readonly decision: 'rejected' | 'accepted' | 'renamed';
  readonly name: string;
  readonly signature: ThemeSignature;
  readonly decidedAt: string;
}
