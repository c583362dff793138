/** Scorecards for tests. */

import type { ScorecardDraft } from '#core/domain/scorecard-editing.ts';
import type { Check, Criterion } from '#core/domain/scorecard.ts';

export const aCriterion = (fields: Partial<Criterion> = {}): Criterion => ({
  id: 'one',
  name: 'Поздоровался',
  weight: 100,
  check: { kind: 'manual' },
  ...fields,
});

export const aDraft = (fields: Partial<ScorecardDraft> = {}): ScorecardDraft => ({
  id: null,
  name: 'Наш чек-лист',
  topics: [],
  stages: [{ id: 'start', name: 'Начало', criteria: [aCriterion()] }],
  criticalErrors: [],
  ...fields,
});

/** A draft with one criterion that is judged like this. */
export const aDraftWith = (check: Check): ScorecardDraft =>
  aDraft({ stages: [{ id: 'start', name: 'Начало', criteria: [aCriterion({ check })] }] });
