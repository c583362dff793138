/** Deals that calls belong to, as far as the CRM tells. */

export type DealOutcome = 'won' | 'lost' | 'open';

export interface Deal {
  /** Unique within the source. */
  readonly id: number;
  readonly title: string | null;
  /** Name of the stage in the CRM's own words; null where it does not tell. */
  readonly stage: string | null;
  readonly outcome: DealOutcome;
}

/** What may be known of a call's deal; `none`: the CRM was asked, and no deal is linked to the call. */
export const DEAL_STATES = ['won', 'lost', 'open', 'none'] as const;
export type DealState = (typeof DEAL_STATES)[number];

/** A deal entered a stage. */
export interface DealStage {
  /** Instant in UTC. */
  readonly enteredAt: string;
  readonly stage: string | null;
  readonly outcome: DealOutcome;
}

/** What the CRM knows of a call. */
export interface CallDeal extends Deal {
  /** Where the deal stood when the call began; null where its history does not reach back. */
  readonly atCall: DealStage | null;
  /** The oldest first. */
  readonly stages: readonly DealStage[];
}

/** How the deals of some calls ended; every call counts once. */
export interface OutcomeCounts {
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** The CRM was asked, and no deal is linked to the call. */
  readonly noLink: number;
  /** The CRM was not asked: another source, or no right to read it. */
  readonly unknown: number;
}
