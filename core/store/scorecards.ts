/** The user's scorecards, and people's judgement of calls by them. */

import type { CriterionValue, Scorecard, ScoreOverride } from '#core/domain/scorecard.ts';
import type { Connection } from './database.ts';

interface OverrideRow {
  criterion_id: string;
  value: CriterionValue;
  updated_at: string;
}

/** What a person judges: a criterion of a scorecard on a call. */
export interface JudgedCriterion {
  readonly callId: string;
  readonly scorecardId: string;
  readonly criterionId: string;
}

export function createScorecards(database: Connection, now: () => string) {
  const upsert = database.prepare<[string, string, string, string]>(`
    INSERT INTO scorecards VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, document = excluded.document, updated_at = excluded.updated_at`);
  const all = database.prepare<[], { document: string }>('SELECT document FROM scorecards ORDER BY name, id');
  const one = database.prepare<[string], { document: string }>('SELECT document FROM scorecards WHERE id = ?');
  const remove = database.prepare<[string]>('DELETE FROM scorecards WHERE id = ?');
  const override = database.prepare<[string, string, string, string, string]>(`
    INSERT INTO score_overrides VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`);
  const clear = database.prepare<[string, string, string]>(
    'DELETE FROM score_overrides WHERE call_id = ? AND scorecard_id = ? AND criterion_id = ?',
  );
  const overridesOf = database.prepare<[string, string], OverrideRow>(`
    SELECT criterion_id, value, updated_at FROM score_overrides WHERE call_id = ? AND scorecard_id = ?
    ORDER BY criterion_id`);
  const parse = ({ document }: { document: string }) => JSON.parse(document) as Scorecard;

  return {
    /** Adds the scorecard, or replaces the one with its id. */
    save(scorecard: Scorecard): void {
      upsert.run(scorecard.id, scorecard.name, JSON.stringify(scorecard), now());
    },
    /** By name. */
    list: (): Scorecard[] => all.all().map(parse),
    find(id: string): Scorecard | undefined {
      const row = one.get(id);
      return row && parse(row);
    },
    /** What people judged by it stays and counts again when it comes back. */
    remove: (id: string): void => void remove.run(id),
    override({ callId, scorecardId, criterionId }: JudgedCriterion, value: CriterionValue): void {
      override.run(callId, scorecardId, criterionId, value, now());
    },
    /** Back to the automatic value. */
    clearOverride({ callId, scorecardId, criterionId }: JudgedCriterion): void {
      clear.run(callId, scorecardId, criterionId);
    },
    overridesOf: (callId: string, scorecardId: string): ScoreOverride[] =>
      overridesOf
        .all(callId, scorecardId)
        .map(({ criterion_id, value, updated_at }) => ({ id: criterion_id, value, changedAt: updated_at })),
  };
}
