/** Changing a scorecard: the draft, what is wrong with it, and what it would make of stored calls. */

import { phraseWords } from './scorecard-phrases.ts';
import type { Check, Criterion, CriterionValue, Scorecard, TalkFigure } from './scorecard.ts';

/** Larger ones are a mistake or an attack. Counts are per scorecard, but for `criteria`: per stage. */
export const SCORECARD_LIMITS = {
  characters: 500_000,
  nameCharacters: 200,
  stages: 20,
  criteria: 40,
  criticalErrors: 40,
  phrases: 300,
  phraseCharacters: 200,
  phraseWords: 12,
  questions: 100,
} as const;

/** The weights of a scorecard add up to this. */
export const FULL_WEIGHT = 100;

/** Weights such as 33.3 + 33.3 + 33.4 add up only nearly. */
export const WEIGHT_TOLERANCE = 0.01;

export interface ScorecardDraft extends Omit<Scorecard, 'id'> {
  /** Null for one that is not saved yet. */
  readonly id: string | null;
}

/** What keeps a draft from being saved; `at` is the id of the stage, criterion or critical error it is about. */
export type ScorecardProblem =
  | { readonly kind: 'name'; readonly at: string | null }
  | { readonly kind: 'no-stages' | 'too-many-stages' | 'too-many-errors'; readonly at: null }
  | { readonly kind: 'empty-stage' | 'long-stage'; readonly at: string }
  | { readonly kind: 'weights'; readonly at: null; readonly sum: number }
  | { readonly kind: 'weight' | 'no-phrases' | 'too-many-phrases' | 'questions' | 'limits'; readonly at: string }
  | { readonly kind: 'phrase'; readonly at: string; readonly phrase: string };

// Invisible and control characters have no place in a name and could make two names look the same.
export const NAME_PATTERN = /^[^\p{Cc}\p{Cf}]+$/u;

const isName = (name: string): boolean =>
  name.trim() !== '' && name.trim().length <= SCORECARD_LIMITS.nameCharacters && NAME_PATTERN.test(name.trim());

/** A phrase with something to look for in it, and not a whole text. */
export function isPhrase(phrase: string): boolean {
  const words = phraseWords(phrase);
  return words.length <= SCORECARD_LIMITS.phraseWords && words.some((word) => word !== '*');
}

export const weightOf = ({ stages }: Pick<Scorecard, 'stages'>): number =>
  stages.flatMap(({ criteria }) => criteria).reduce((sum, { weight }) => sum + weight, 0);

/** In the order of the screen; none for a draft that can be saved. */
export function problemsOf(draft: ScorecardDraft): ScorecardProblem[] {
  const { stages, criticalErrors } = draft;
  const sum = weightOf(draft);
  return [
    ...nameProblems(draft.name, null),
    ...(stages.length === 0 ? [{ kind: 'no-stages', at: null } as const] : []),
    ...(stages.length > SCORECARD_LIMITS.stages ? [{ kind: 'too-many-stages', at: null } as const] : []),
    ...stages.flatMap(({ id, name, criteria }) => [
      ...nameProblems(name, id),
      ...(criteria.length === 0 ? [{ kind: 'empty-stage', at: id } as const] : []),
      ...(criteria.length > SCORECARD_LIMITS.criteria ? [{ kind: 'long-stage', at: id } as const] : []),
      ...criteria.flatMap(criterionProblems),
    ]),
    ...(stages.length > 0 && Math.abs(sum - FULL_WEIGHT) >= WEIGHT_TOLERANCE
      ? [{ kind: 'weights', at: null, sum } as const]
      : []),
    ...(criticalErrors.length > SCORECARD_LIMITS.criticalErrors
      ? [{ kind: 'too-many-errors', at: null } as const]
      : []),
    ...criticalErrors.flatMap(({ id, name, phrases }) => [...nameProblems(name, id), ...phraseProblems(phrases, id)]),
  ];
}

const nameProblems = (name: string, at: string | null): ScorecardProblem[] =>
  isName(name) ? [] : [{ kind: 'name', at }];

function criterionProblems({ id, name, weight, check }: Criterion): ScorecardProblem[] {
  const isWeight = weight > 0 && weight <= FULL_WEIGHT;
  return [
    ...nameProblems(name, id),
    ...(isWeight ? [] : [{ kind: 'weight', at: id } as const]),
    ...checkProblems(check, id),
  ];
}

function checkProblems(check: Check, at: string): ScorecardProblem[] {
  switch (check.kind) {
    case 'phrases':
      return phraseProblems(check.phrases, at);
    case 'questions':
      return isBetween(check.atLeast, 1, SCORECARD_LIMITS.questions) && Number.isInteger(check.atLeast)
        ? []
        : [{ kind: 'questions', at }];
    case 'talk': {
      const { atMost, partlyAtMost, figure } = check;
      const isRange = isBetween(atMost, 0, partlyAtMost) && partlyAtMost <= MOST_OF[figure];
      return isRange ? [] : [{ kind: 'limits', at }];
    }
    default:
      return [];
  }
}

const DAY_MS = 86_400_000;

/** What a limit of the figure can be at most: whole for shares, a day for times. */
export const MOST_OF: Readonly<Record<TalkFigure, number>> = {
  agentShare: 1,
  silenceShare: 1,
  agentInterruptions: 1000,
  longestMonologueMs: DAY_MS,
  patienceMs: DAY_MS,
};

const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

function phraseProblems(phrases: readonly string[], at: string): ScorecardProblem[] {
  if (phrases.length === 0) return [{ kind: 'no-phrases', at }];
  if (phrases.length > SCORECARD_LIMITS.phrases) return [{ kind: 'too-many-phrases', at }];
  const odd = phrases.find((phrase) => !isPhrase(phrase) || phrase.length > SCORECARD_LIMITS.phraseCharacters);
  return odd === undefined ? [] : [{ kind: 'phrase', at, phrase: odd }];
}

/**
 * Weights in the same proportions that add up to 100, whole ones; the largest remainders are rounded up. Each criterion
 * keeps at least one point. Without any weight all count alike.
 */
export function spreadWeights(weights: readonly number[]): number[] {
  const positive = weights.map((weight) => (weight > 0 && Number.isFinite(weight) ? weight : 0));
  const sum = positive.reduce((total, weight) => total + weight, 0);
  const free = FULL_WEIGHT - weights.length;
  if (free < 0 || weights.length === 0) return [...weights];
  const exact = positive.map((weight) => {
    const share = sum > 0 ? weight / sum : 1 / weights.length;
    return Math.max(0, share * FULL_WEIGHT - 1);
  });
  // What the smallest were given above their share is taken from the others.
  const wanted = exact.reduce((total, extra) => total + extra, 0);
  const extras = exact.map((extra) => (wanted > 0 ? (extra / wanted) * free : free / weights.length));
  const whole = extras.map(Math.floor);
  const missing = free - whole.reduce((total, extra) => total + extra, 0);
  const byRemainder = extras
    .map((extra, index) => ({ index, remainder: extra - Math.floor(extra) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, Math.round(missing));
  const rounded = new Set(byRemainder.map(({ index }) => index));
  return whole.map((extra, index) => 1 + extra + (rounded.has(index) ? 1 : 0));
}

/** One call as a draft would score it. */
export interface PreviewedCall {
  readonly callId: string;
  readonly startedAt: string;
  readonly agentName: string | null;
  /** 0..100; null where the draft does not apply. */
  readonly total: number | null;
  /** By the scorecard that is used now. */
  readonly before: number | null;
}

/** What a draft would make of the newest analysed calls. Nothing of it is kept. */
export interface ScorecardPreview {
  /** That were looked at. */
  readonly calls: number;
  /** That would get a total; the others are short, on other topics or leave too little to judge. */
  readonly scored: number;
  /** 0..100; null where no call is scored. */
  readonly mean: number | null;
  /** Of the same calls by the scorecard that is used now. */
  readonly meanBefore: number | null;
  /** How often each criterion got each value. */
  readonly criteria: readonly { readonly id: string; readonly counts: Readonly<Record<CriterionValue, number>> }[];
  /** In how many calls each critical error was found. */
  readonly criticalErrors: readonly { readonly id: string; readonly calls: number }[];
  /** Those whose total changes most, then those with the lowest; a dozen at most. */
  readonly examples: readonly PreviewedCall[];
}
