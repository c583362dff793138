/** How promising a client is after a call, with the words that say so. */

export const TEMPERATURES = ['hot', 'warm', 'cold'] as const;
export type Temperature = (typeof TEMPERATURES)[number];

export const REASON_KINDS = [
  'agreed',
  'dated-step',
  'asks-conditions',
  'budget',
  'urgent',
  'warm-tone',
  'objection-handled',
  'postponed',
  'objection-open',
  'no-need',
  'cold-tone',
  'refused',
] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

/** Words of the call, verbatim; both null for what the call as a whole shows. */
export interface QualificationReason {
  readonly kind: ReasonKind;
  readonly quote: string | null;
  /** 0-based. */
  readonly utterance: number | null;
}

export interface SaidBudget {
  readonly quote: string;
  readonly utterance: number;
  /** Roubles; null where the number could not be read. */
  readonly amount: number | null;
}

export interface SaidUrgency {
  readonly quote: string;
  readonly utterance: number;
}

export interface Qualification {
  /** Null where there is nobody to sell to: a repair, a complaint, an answering machine. */
  readonly temperature: Temperature | null;
  /** 0..100. */
  readonly score: number;
  /** The weightiest first. */
  readonly reasons: readonly QualificationReason[];
  readonly budget: SaidBudget | null;
  readonly urgency: SaidUrgency | null;
  /** Exactly five lines for whoever takes over. */
  readonly handOff: readonly string[];
}
