/** Scores calls by a scorecard. Pure: the same call and scorecard give the same score. */

import type { CallScore, Criterion, CriterionScore, CriterionValue, Scorecard } from '#core/domain/scorecard.ts';
import { heard, type ScorableCall } from './call.ts';
import { judgeOf, NOT_APPLICABLE, saidFinder } from './checks.ts';
import type { Judgement } from './checks.ts';

/** Fewer utterances are a wrong number or an answering machine, not a conversation. */
const MIN_UTTERANCES = 4;
/** A total needs this much of the weight to apply; less would make a grade out of two or three criteria. */
const MIN_APPLICABLE_WEIGHT = 50;

/** Scores a call by one scorecard. */
export type Scorer = (call: ScorableCall) => CallScore;

/**
 * Reads the scorecard once, for any number of calls.
 *
 * The total is the share of the points that the call could get: criteria that do not apply (objections where there were
 * none, the manager's words where sides are not told apart) neither help nor harm. A critical error changes no points.
 * A call on another topic, or too short to be a conversation, has nothing that applies.
 */
export function createScorer(scorecard: Scorecard): Scorer {
  const judges = criteriaOf(scorecard).map((criterion) => ({ criterion, judge: judgeOf(criterion.check) }));
  const errors = scorecard.criticalErrors.map(({ id, phrases }) => ({ id, find: saidFinder('call', phrases) }));
  return (scorable) => {
    const call = heard(scorable);
    const isMeant = scorecard.topics.length === 0 || scorecard.topics.includes(call.topic);
    const isScored = isMeant && call.utterances.length >= MIN_UTTERANCES;
    const criteria = judges.map(({ criterion, judge }) => scored(criterion, isScored ? judge(call) : NOT_APPLICABLE));
    // Without sides a critical error cannot be held against the manager; on any topic it can.
    const canAccuse = call.talk.agent !== null;
    const criticalErrors = (canAccuse ? errors : []).flatMap(({ id, find }) => {
      const evidence = find(call);
      return evidence ? [{ id, evidence }] : [];
    });
    return { total: totalOf(scorecard, criteria), criteria, criticalErrors };
  };
}

export const criteriaOf = (scorecard: Scorecard): Criterion[] => scorecard.stages.flatMap((stage) => stage.criteria);

export function scored({ id, weight }: Criterion, { value, evidence }: Judgement): CriterionScore {
  return { id, value, points: weight * SHARES[value], evidence };
}

const SHARES: Readonly<Record<CriterionValue, number>> = { met: 1, partly: 0.5, missed: 0, 'not-applicable': 0 };

/** 0..100, rounded; null when too little applies. */
export function totalOf(scorecard: Scorecard, scores: readonly CriterionScore[]): number | null {
  const weights = new Map(criteriaOf(scorecard).map(({ id, weight }) => [id, weight]));
  const applied = scores.filter(({ value }) => value !== 'not-applicable');
  const weight = applied.reduce((sum, { id }) => sum + (weights.get(id) ?? 0), 0);
  if (weight < MIN_APPLICABLE_WEIGHT) return null;
  return Math.round((applied.reduce((sum, { points }) => sum + points, 0) / weight) * 100);
}
