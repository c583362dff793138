/** Which calls are worth a supervisor's time: a ranking that can be explained in a sentence. */

import type { ListeningReason } from './figures.ts';
import type { Sentiment, TopicId, Verdict } from './finding.ts';

/** What the ranking looks at. */
export interface ListeningFacts {
  readonly callId: string;
  readonly startedAt: string;
  readonly agentId: string | null;
  readonly topic: TopicId;
  readonly sentiment: Sentiment;
  readonly hasNextStep: boolean;
  readonly objections: readonly {
    readonly category: string;
    readonly verdict: Verdict | null;
    /** 0..1. */
    readonly score: number;
    /** 0-based index of the client's utterance. */
    readonly utterance: number;
  }[];
}

export interface RankedCall {
  readonly callId: string;
  /** Sum of the weights of all reasons; a higher one is more worth listening to. */
  readonly weight: number;
  /** The weightiest first. */
  readonly reasons: readonly ListeningReason[];
  /** Where the weightiest reason stands; null for a reason of the whole call. */
  readonly utterance: number | null;
}

/**
 * How much a reason counts. Our own judgement, from what supervisors ask for: an objection passed over is the most
 * teachable, then a dissatisfied client, then an argument; a sales talk without a next step matters beside the others,
 * and alone is too common to fill the list.
 */
const WEIGHTS = { ignored: 3, negative: 2.5, argued: 2, noNextStep: 0.75 } as const;

/** A call counts its two heaviest objections: ten weak ones do not make it more worth listening to. */
const OBJECTIONS_COUNTED = 2;

/** One manager's bad day does not fill the list, as long as there are others. */
const CALLS_PER_AGENT = 3;

interface WeighedReason {
  readonly weight: number;
  readonly reason: ListeningReason;
  readonly utterance: number | null;
}

/** @returns at most `limit` calls with a reason to listen, the heaviest first, of equals the newest */
export function rankWorthListening(calls: readonly ListeningFacts[], limit: number): RankedCall[] {
  const weighed = calls
    .map((facts) => ({ facts, ranked: weigh(facts) }))
    .filter(({ ranked }) => ranked.weight > WEIGHTS.noNextStep)
    .sort((a, b) => b.ranked.weight - a.ranked.weight || b.facts.startedAt.localeCompare(a.facts.startedAt));
  const taken = new Map<string, number>();
  const [first, rest]: [RankedCall[], RankedCall[]] = [[], []];
  for (const { facts, ranked } of weighed) {
    if (first.length === limit) break;
    const ofAgent = taken.get(facts.agentId ?? '') ?? 0;
    (ofAgent < CALLS_PER_AGENT ? first : rest).push(ranked);
    taken.set(facts.agentId ?? '', ofAgent + 1);
  }
  const chosen = [...first, ...rest.slice(0, limit - first.length)];
  return chosen.sort((a, b) => b.weight - a.weight);
}

function weigh(facts: ListeningFacts): RankedCall {
  const reasons = reasonsOf(facts).sort((a, b) => b.weight - a.weight);
  return {
    callId: facts.callId,
    weight: reasons.reduce((sum, { weight }) => sum + weight, 0),
    reasons: withoutRepeats(reasons.map(({ reason }) => reason)),
    utterance: reasons[0]?.utterance ?? null,
  };
}

/** The same objection twice weighs twice, and is said once. */
function withoutRepeats(reasons: readonly ListeningReason[]): ListeningReason[] {
  const nameOf = (reason: ListeningReason): string =>
    reason.kind === 'objection' ? `${reason.verdict} ${reason.category}` : reason.kind;
  const names = reasons.map(nameOf);
  return reasons.filter((_reason, place) => names.indexOf(names[place] ?? '') === place);
}

function reasonsOf({ objections, sentiment, topic, hasNextStep }: ListeningFacts): WeighedReason[] {
  const open = objections
    .flatMap(({ category, verdict, score, utterance }): WeighedReason[] =>
      verdict === null || verdict === 'handled'
        ? []
        : [{ weight: WEIGHTS[verdict] * score, reason: { kind: 'objection', category, verdict }, utterance }],
    )
    .sort((a, b) => b.weight - a.weight)
    .slice(0, OBJECTIONS_COUNTED);
  const whole: WeighedReason[] = [];
  if (sentiment === 'negative') whole.push({ weight: WEIGHTS.negative, reason: { kind: 'negative' }, utterance: null });
  if (topic === 'sales' && !hasNextStep)
    whole.push({ weight: WEIGHTS.noNextStep, reason: { kind: 'no-next-step' }, utterance: null });
  return [...open, ...whole];
}
