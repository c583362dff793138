/** What the analysis found in a call. Every finding carries its evidence, a score and (in the store) its maker. */

import type { Direction } from './call.ts';
import type { Speaker } from './transcript.ts';

export const TOPIC_IDS = [
  'sales',
  'support',
  'consultation',
  'complaint',
  'information',
  'order',
  'partnership',
  'other',
] as const;
export type TopicId = (typeof TOPIC_IDS)[number];

export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** How the agent dealt with an objection: answered so that the client softened, argued, or passed over it. */
export const VERDICTS = ['handled', 'argued', 'ignored'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A reason of the client for not accepting what is offered; the place, the words, and the agent's reply. */
export interface ObjectionFinding {
  /** Category id, or `unknown` for an objection outside all categories. */
  readonly category: string;
  /** 0-based index of the client's utterance. */
  readonly utterance: number;
  /** 0..1. */
  readonly score: number;
  /** The part of the utterance that objects, verbatim. */
  readonly quote: string;
  readonly handled: boolean;
  readonly verdict: Verdict;
  /** 0-based index of the agent's reply, of what came next where speakers are unknown; null when nobody replied. */
  readonly replyUtterance: number | null;
}

/**
 * An objection as it counts, after the user's categories and corrections. Its verdict is null where it is not known who
 * replied (`isReplyKnown`); `handled` is false there.
 */
export interface CountedObjection extends Omit<ObjectionFinding, 'verdict'> {
  readonly verdict: Verdict | null;
}

/**
 * Whether it is known whose words followed an objection. Where the sides were recorded together and not told apart, they
 * may be the client's own: neither an answer nor its quality can be claimed.
 */
function isReplyKnown(
  { utterance, replyUtterance }: Pick<ObjectionFinding, 'utterance' | 'replyUtterance'>,
  utterances: readonly Pick<TurnText, 'speaker'>[],
): boolean {
  const speaker = utterances[replyUtterance ?? utterance]?.speaker;
  return speaker !== undefined && speaker !== 'unknown';
}

/** @returns the verdict where it can be claimed, else null */
export function knownVerdict(
  objection: Pick<CountedObjection, 'utterance' | 'replyUtterance' | 'verdict'>,
  utterances: readonly Pick<TurnText, 'speaker'>[],
): Verdict | null {
  return isReplyKnown(objection, utterances) ? objection.verdict : null;
}

/** @returns the finding as it counts */
export function asCounted(
  objection: CountedObjection,
  utterances: readonly Pick<TurnText, 'speaker'>[],
): CountedObjection {
  const verdict = knownVerdict(objection, utterances);
  return { ...objection, handled: verdict === 'handled', verdict };
}

export interface UtteranceSentiment {
  readonly sentiment: Sentiment;
  /** 0..1: probability of that sentiment. */
  readonly score: number;
}

/** How a call ended: something definite agreed, a refusal, put off, or no conversation; `unknown` where it does not tell. */
export const OUTCOMES = ['agreed', 'refused', 'postponed', 'no_talk', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeFinding {
  readonly kind: Outcome;
  /** The words that tell, verbatim, and their utterance (0-based); null where nothing was said. */
  readonly quote: string | null;
  readonly utterance: number | null;
}

/** The agreed next action with what is known about it. */
export interface StepFinding {
  /** Who has to act. */
  readonly owner: 'agent' | 'client' | 'unknown';
  /** 0-based index of the utterance that agrees. */
  readonly utterance: number;
  readonly quote: string;
  /** When, as it was said; null where no time was named. */
  readonly when: SpokenTime | null;
}

export interface SpokenTime {
  readonly text: string;
  /** `YYYY-MM-DD`; null where the words name no day or the day of the call is unknown. */
  readonly date: string | null;
  /** `HH:MM`, null where no hour was named. */
  readonly time: string | null;
}

/** All findings of one call, in the shape of `razbor classify` (interfaces.md). */
export interface CallAnalysis {
  readonly topic: TopicId;
  readonly topicScore: number;
  /** The client's attitude over the call, weighted to its end. */
  readonly sentiment: Sentiment;
  /** The agreed next action in the words of the call, or null. */
  readonly nextStep: string | null;
  /** The same with owner and time; null where `nextStep` is. */
  readonly step: StepFinding | null;
  readonly outcome: OutcomeFinding;
  readonly objections: readonly ObjectionFinding[];
  /** One entry per utterance, same order. */
  readonly utterances: readonly UtteranceSentiment[];
}

/** The findings of a stored call, the objections as they count. */
export interface CountedAnalysis extends Omit<CallAnalysis, 'objections'> {
  readonly objections: readonly CountedObjection[];
}

/** One turn as the language analysis sees it; times are optional because imported texts have none. */
export interface TurnText {
  readonly speaker: Speaker;
  readonly text: string;
  readonly startMs?: number;
  readonly endMs?: number;
}

/** Input of the language analysis: one call as text. */
export interface CallText {
  readonly direction: Direction;
  /** Day of the call where it took place, `YYYY-MM-DD`; «завтра» is counted from it. */
  readonly day?: string;
  readonly utterances: readonly TurnText[];
}
