/** A person's judgement over the automatic one. */

import type { CallScore, Scorecard, ScoreOverride } from '#core/domain/scorecard.ts';
import { criteriaOf, scored, totalOf } from './score.ts';

/**
 * @returns the score with the person's values and a total made of them; the evidence stays that of the machine.
 *   Overrides of criteria that the scorecard no longer has change nothing.
 */
export function applyOverrides(
  scorecard: Scorecard,
  automatic: CallScore,
  overrides: readonly ScoreOverride[],
): CallScore {
  const values = new Map(overrides.map(({ id, value }) => [id, value]));
  const byId = new Map(criteriaOf(scorecard).map((criterion) => [criterion.id, criterion]));
  const criteria = automatic.criteria.map((score) => {
    const [value, criterion] = [values.get(score.id), byId.get(score.id)];
    return value && criterion ? scored(criterion, { value, evidence: score.evidence }) : score;
  });
  return {
    total: totalOf(scorecard, criteria),
    criteria,
    criticalErrors: automatic.criticalErrors.filter(({ id }) => values.get(id) !== 'met'),
  };
}
