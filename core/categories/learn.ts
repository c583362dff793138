/** A category as it is recognised: heads of its examples and counter-examples, and its keywords. */

import type { TextReading } from '#core/domain/candidate.ts';
import type { Category } from '#core/domain/category.ts';
import type { Background } from './background.ts';
import { headScore, learnHead, toLogit } from './head.ts';
import type { Head } from './head.ts';
import { hasKeyword, toKeyword } from './keywords.ts';
import type { Keyword } from './keywords.ts';
import { distinctTexts } from './texts.ts';

/** What is needed to learn. */
export interface Learning {
  readonly background: Background;
  /** Reads a text whole. */
  readonly read: (text: string) => TextReading;
}

export interface LearnedCategory {
  readonly id: string;
  readonly isBuiltin: boolean;
  readonly head: Head | null;
  readonly counterHead: Head | null;
  readonly keywords: readonly Keyword[];
  /** Log-odds that a finding must exceed: above 0 for a category that was often wrong. */
  readonly thresholdShift: number;
}

/** What people said about findings of a category. */
export interface Experience {
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
  readonly thresholdShift: number;
}

export const NO_EXPERIENCE: Experience = { examples: [], counterExamples: [], thresholdShift: 0 };

/** Log-odds of a keyword in something that may be an objection, and in something that hardly is. */
const KEYWORD_LOGIT = 1.2;
const KEYWORD_ELSEWHERE = -0.5;
const KEYWORD_GATE = -0.5;
const NOTHING = -6;
/** What the model has learned from a thousand lines is not moved by one or two. */
const LEAST_EXTRA = 3;

/** Learns at once: a few milliseconds for twenty examples. */
export function learnCategory(
  category: Pick<Category, 'id' | 'isBuiltin' | 'examples' | 'counterExamples' | 'keywords'>,
  { background, read }: Learning,
  experience: Experience = NO_EXPERIENCE,
): LearnedCategory {
  const examples = distinctTexts([...category.examples, ...experience.examples]);
  const counterExamples = distinctTexts([...category.counterExamples, ...experience.counterExamples]);
  return {
    id: category.id,
    isBuiltin: category.isBuiltin,
    head: category.isBuiltin && examples.length < LEAST_EXTRA ? null : learnHead(examples.map(read), background),
    counterHead: learnHead(counterExamples.map(read), background),
    keywords: category.keywords.flatMap((keyword) => toKeyword(keyword, read) ?? []),
    thresholdShift: experience.thresholdShift,
  };
}

/** Scores of one text by the two heads of a category, as `headScore` gives them; null where there is no head. */
export interface HeadScores {
  readonly own: number | null;
  readonly counter: number | null;
}

/** @returns log-odds that a text belongs to the category, before its threshold shift */
export function judge(learned: LearnedCategory, reading: TextReading, { own, counter }: HeadScores): number {
  const { head, counterHead, keywords } = learned;
  let logit = head && own !== null ? toLogit(head, own) : NOTHING;
  if (keywords.some((keyword) => hasKeyword(reading, keyword))) {
    logit = Math.max(logit, reading.gate >= KEYWORD_GATE ? KEYWORD_LOGIT : KEYWORD_ELSEWHERE);
  }
  const against = counterHead && counter !== null ? toLogit(counterHead, counter) : NOTHING;
  // What resembles a counter-example more than an example is none, however like both it is.
  return against > 0 && against >= logit ? Math.min(logit, -against) : logit;
}

/** One text by one category; for many of both see `createScorer`. */
export function judgeOne(
  learned: LearnedCategory,
  reading: TextReading,
  { background }: Pick<Learning, 'background'>,
): number {
  const { head, counterHead } = learned;
  return judge(learned, reading, {
    own: head && headScore(head, reading, background),
    counter: counterHead && headScore(counterHead, reading, background),
  });
}

/** How much a text resembles the counter-examples of a category. @returns log-odds */
export function counterLogit({ counterHead }: LearnedCategory, counter: number | null): number {
  return counterHead && counter !== null ? toLogit(counterHead, counter) : NOTHING;
}
