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
