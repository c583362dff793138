/** Changes of a draft: pure, each gives another draft. Positions are those of the screen. */

import { spreadWeights, type ScorecardDraft } from '#core/domain/scorecard-editing.ts';
import type { Check, Criterion, CriticalError, ScorecardStage } from '#core/domain/scorecard.ts';

/** Where a criterion stands: 0-based, within its stage. */
export interface Place {
  readonly stageId: string;
  readonly index: number;
}

/** Ids of what is removed are never given again: judgements by them would count for something else. */
const freshId = (prefix: string): string => `${prefix}-${crypto.randomUUID().slice(0, 13)}`;

const aCriterion = (weight: number): Criterion => ({
  id: freshId('c'),
  name: '',
  weight,
  check: defaultCheck('manual'),
});

const aStage = (weight: number): ScorecardStage => ({ id: freshId('s'), name: '', criteria: [aCriterion(weight)] });

/** What a person begins with: one empty criterion that is worth everything. */
export const emptyDraft = (): ScorecardDraft => ({
  id: null,
  name: '',
  topics: [],
  stages: [aStage(100)],
  criticalErrors: [],
});

/** A check of this kind with values that mean something at once. */
export function defaultCheck(kind: Check['kind']): Check {
  switch (kind) {
    case 'phrases':
      return { kind, place: 'call', phrases: [] };
    case 'questions':
      return { kind, atLeast: 3 };
    case 'talk':
      return { kind, figure: 'agentShare', atMost: 0.65, partlyAtMost: 0.75 };
    default:
      return { kind };
  }
}

export const criteriaOf = ({ stages }: Pick<ScorecardDraft, 'stages'>): readonly Criterion[] =>
  stages.flatMap(({ criteria }) => criteria);

const withStage = (
  draft: ScorecardDraft,
  id: string,
  change: (stage: ScorecardStage) => ScorecardStage,
): ScorecardDraft => ({ ...draft, stages: draft.stages.map((stage) => (stage.id === id ? change(stage) : stage)) });

export const renameStage = (draft: ScorecardDraft, id: string, name: string): ScorecardDraft =>
  withStage(draft, id, (stage) => ({ ...stage, name }));

/** At the end. @returns the draft and the id of the new stage */
export function addStage(draft: ScorecardDraft): readonly [ScorecardDraft, string] {
  const stage = aStage(DEFAULT_WEIGHT);
  return [{ ...draft, stages: [...draft.stages, stage] }, stage.id];
}

export const removeStage = (draft: ScorecardDraft, id: string): ScorecardDraft => ({
  ...draft,
  stages: draft.stages.filter((stage) => stage.id !== id),
});

/** @param step -1: before the one above, 1: after the one below; at the ends nothing moves */
export function moveStage(draft: ScorecardDraft, id: string, step: -1 | 1): ScorecardDraft {
  const from = draft.stages.findIndex((stage) => stage.id === id);
  const [stage, other] = [draft.stages[from], draft.stages[from + step]];
  if (!stage || !other) return draft;
  return { ...draft, stages: draft.stages.with(from, other).with(from + step, stage) };
}

/** A weight for what is new; the sum is put right by the person, or by «поделить». */
const DEFAULT_WEIGHT = 5;

/** At the end of the stage. @returns the draft and the id of the new criterion */
export function addCriterion(draft: ScorecardDraft, stageId: string): readonly [ScorecardDraft, string] {
  const criterion = aCriterion(DEFAULT_WEIGHT);
  return [withStage(draft, stageId, (stage) => ({ ...stage, criteria: [...stage.criteria, criterion] })), criterion.id];
}

export const changeCriterion = (
  draft: ScorecardDraft,
  id: string,
  fields: Partial<Omit<Criterion, 'id'>>,
): ScorecardDraft => ({
  ...draft,
  stages: draft.stages.map((stage) => ({
    ...stage,
    criteria: stage.criteria.map((criterion) => (criterion.id === id ? { ...criterion, ...fields } : criterion)),
  })),
});

export const removeCriterion = (draft: ScorecardDraft, id: string): ScorecardDraft => ({
  ...draft,
  stages: draft.stages.map((stage) => ({ ...stage, criteria: stage.criteria.filter((one) => one.id !== id) })),
});

/** @param place counted without the criterion itself, so that index 0 is the beginning of the stage */
export function placeCriterion(draft: ScorecardDraft, id: string, place: Place): ScorecardDraft {
  const criterion = criteriaOf(draft).find((one) => one.id === id);
  if (!criterion || !draft.stages.some((stage) => stage.id === place.stageId)) return draft;
  return withStage(removeCriterion(draft, id), place.stageId, (stage) => ({
    ...stage,
    criteria: stage.criteria.toSpliced(place.index, 0, criterion),
  }));
}

/** One step up or down, from the edge of a stage into the next one. */
export function moveCriterion(draft: ScorecardDraft, id: string, step: -1 | 1): ScorecardDraft {
  const at = draft.stages.findIndex(({ criteria }) => criteria.some((one) => one.id === id));
  const stage = draft.stages[at];
  if (!stage) return draft;
  const index = stage.criteria.findIndex((one) => one.id === id) + step;
  if (index >= 0 && index < stage.criteria.length) return placeCriterion(draft, id, { stageId: stage.id, index });
  const next = draft.stages[at + step];
  if (!next) return draft;
  return placeCriterion(draft, id, { stageId: next.id, index: step === 1 ? 0 : next.criteria.length });
}

/** All weights in proportion, so that they add up to 100. */
export function balance(draft: ScorecardDraft): ScorecardDraft {
  const weights = spreadWeights(criteriaOf(draft).map(({ weight }) => weight));
  const byId = new Map(criteriaOf(draft).map(({ id }, at) => [id, weights[at]]));
  return {
    ...draft,
    stages: draft.stages.map((stage) => ({
      ...stage,
      criteria: stage.criteria.map((one) => ({ ...one, weight: byId.get(one.id) ?? one.weight })),
    })),
  };
}

/** @returns the draft and the id of the new critical error */
export function addCriticalError(draft: ScorecardDraft): readonly [ScorecardDraft, string] {
  const error: CriticalError = { id: freshId('e'), name: '', phrases: [] };
  return [{ ...draft, criticalErrors: [...draft.criticalErrors, error] }, error.id];
}

export const changeCriticalError = (
  draft: ScorecardDraft,
  id: string,
  fields: Partial<Omit<CriticalError, 'id'>>,
): ScorecardDraft => ({
  ...draft,
  criticalErrors: draft.criticalErrors.map((error) => (error.id === id ? { ...error, ...fields } : error)),
});

export const removeCriticalError = (draft: ScorecardDraft, id: string): ScorecardDraft => ({
  ...draft,
  criticalErrors: draft.criticalErrors.filter((error) => error.id !== id),
});

/** One phrase a line; empty lines are none. */
export const toPhrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
