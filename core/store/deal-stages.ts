/** The way of deals through their stages. */

import type { DealOutcome, DealStage } from '#core/domain/deal.ts';
import type { Connection } from './database.ts';

interface Row {
  entered_at: string;
  stage: string | null;
  outcome: DealOutcome;
}

const toStage = ({ entered_at: enteredAt, stage, outcome }: Row): DealStage => ({ enteredAt, stage, outcome });

export function createDealStages(database: Connection) {
  const insert = database.prepare<[string, number, string, string | null, DealOutcome]>(
    'INSERT OR REPLACE INTO deal_stages VALUES (?, ?, ?, ?, ?)',
  );
  const all = database.prepare<[string, number], Row>(
    'SELECT entered_at, stage, outcome FROM deal_stages WHERE source = ? AND deal_id = ? ORDER BY entered_at',
  );
  return {
    /** Adds what is new; the past of a deal does not change. */
    save(source: string, dealId: number, stages: readonly DealStage[]): void {
      for (const { enteredAt, stage, outcome } of stages) insert.run(source, dealId, enteredAt, stage, outcome);
    },
    /** The oldest first. */
    of: (source: string, dealId: number): DealStage[] => all.all(source, dealId).map(toStage),
  };
}
