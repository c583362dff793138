/** Compares findings with labelled calls: `razbor eval`. */

import { BUILTIN_CATEGORIES, UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import type { CallAnalysis, Sentiment, TopicId } from '#core/domain/finding.ts';
import type { CallAnalyser } from '../analyser.ts';
import type { LabelledCall } from '../input/parse-lines.ts';
import { macroF1, qualityByClass, toQuality } from './counts.ts';
import type { Quality } from './counts.ts';

/** A share of `total` cases; null where there was no case. */
export interface Accuracy {
  readonly right: number;
  readonly total: number;
  readonly accuracy: number | null;
}

/** An objection that was missed or reported wrongly; `gold` and `found` are category ids, null for none. */
export interface Confusion {
  readonly id: string;
  readonly utterance: number;
  readonly gold: string | null;
  readonly found: string | null;
  readonly text: string;
}

export interface Evaluation {
  readonly calls: number;
  readonly utterances: number;
  /** Per category at utterance level, `unknown` included. */
  readonly categories: Readonly<Record<string, Quality>>;
  /** Mean F1 of the categories of the labels and of the findings. */
  readonly objectionMacroF1: number | null;
  /** Is there an objection in the utterance, whichever. */
  readonly anyObjection: Quality;
  readonly topicAccuracy: Accuracy;
  readonly topics: Readonly<Record<TopicId, Quality>>;
  readonly sentimentMacroF1: number | null;
  readonly sentiments: Readonly<Record<Sentiment, Quality>>;
  /** `handled` of objections found in the right place under the right category. */
  readonly handledOfFound: Accuracy;
  /** The same over all labelled objections; a missed one counts as wrong. */
  readonly handledOfGold: Accuracy;
  readonly nextStepMacroF1: number | null;
  readonly nextSteps: Readonly<Record<'yes' | 'no', Quality>>;
  readonly confusions: readonly Confusion[];
}

interface Judged {
  readonly gold: LabelledCall;
  readonly found: CallAnalysis;
}

/** Labels such as `unknown:seasonal` name the theme only for people. */
const toCategory = (label: string): string => (label.startsWith('unknown') ? UNKNOWN_CATEGORY_ID : label);

const accuracy = (right: number, total: number): Accuracy => ({
  right,
  total,
  accuracy: total === 0 ? null : right / total,
});

/** `utterance category` of every objection. */
function placesOf(objections: readonly { category: string; utterance: number }[]): Set<string> {
  return new Set(objections.map(({ category, utterance }) => `${utterance} ${toCategory(category)}`));
}

/** How many members two sets share. */
function common<Item>(first: ReadonlySet<Item>, second: ReadonlySet<Item>): number {
  return [...first].filter((item) => second.has(item)).length;
}

function categoryQualities(judged: readonly Judged[]): Record<string, Quality> {
  const ids = new Set([...BUILTIN_CATEGORIES.map(({ id }) => id), UNKNOWN_CATEGORY_ID]);
  for (const { gold, found } of judged) {
    for (const { category } of [...gold.objections, ...found.objections]) ids.add(toCategory(category));
  }
  const entries = [...ids].map((id): [string, Quality] => {
    const counts = { right: 0, wrong: 0, missed: 0 };
    for (const { gold, found } of judged) {
      const isThis = (place: string): boolean => place.endsWith(` ${id}`);
      const goldPlaces = new Set([...placesOf(gold.objections)].filter(isThis));
      const foundPlaces = new Set([...placesOf(found.objections)].filter(isThis));
      const right = common(goldPlaces, foundPlaces);
      counts.right += right;
      counts.wrong += foundPlaces.size - right;
      counts.missed += goldPlaces.size - right;
    }
    return [id, toQuality(counts)];
  });
  return Object.fromEntries(entries);
}

function anyQuality(judged: readonly Judged[]): Quality {
  const counts = { right: 0, wrong: 0, missed: 0 };
  for (const { gold, found } of judged) {
    const goldTurns = new Set(gold.objections.map(({ utterance }) => utterance));
    const foundTurns = new Set(found.objections.map(({ utterance }) => utterance));
    const right = common(goldTurns, foundTurns);
    counts.right += right;
    counts.wrong += foundTurns.size - right;
    counts.missed += goldTurns.size - right;
  }
  return toQuality(counts);
}

function handledAccuracy(judged: readonly Judged[]): Pick<Evaluation, 'handledOfFound' | 'handledOfGold'> {
  let right = 0;
  let found = 0;
  let total = 0;
  for (const call of judged) {
    for (const { category, utterance, handled } of call.gold.objections) {
      total++;
      const match = call.found.objections.find(
        (objection) => objection.utterance === utterance && toCategory(objection.category) === toCategory(category),
      );
      if (!match) continue;
      found++;
      if (match.handled === handled) right++;
    }
  }
  return { handledOfFound: accuracy(right, found), handledOfGold: accuracy(right, total) };
}

function confusionsOf({ gold, found }: Judged): Confusion[] {
  const goldPlaces = placesOf(gold.objections);
  const foundPlaces = placesOf(found.objections);
  const missed = [...goldPlaces].filter((place) => !foundPlaces.has(place)).map((place) => ({ place, isMissed: true }));
  const wrong = [...foundPlaces].filter((place) => !goldPlaces.has(place)).map((place) => ({ place, isMissed: false }));
  return [...missed, ...wrong].map(({ place, isMissed }) => {
    const [at, category] = place.split(' ') as [string, string];
    const utterance = Number(at);
    const { text } = gold.utterances[utterance]!;
    return { id: gold.id, utterance, gold: isMissed ? category : null, found: isMissed ? null : category, text };
  });
}

/** @returns all figures; shares are null where the labels hold no case */
export async function evaluate(
  labelledCalls: readonly LabelledCall[],
  analyser: Pick<CallAnalyser, 'analyse'>,
): Promise<Evaluation> {
  const judged: Judged[] = [];
  for (const gold of labelledCalls) judged.push({ gold, found: await analyser.analyse(gold) });
  const categories = categoryQualities(judged);
  const topics = qualityByClass(
    TOPIC_IDS,
    judged.map(({ gold, found }) => ({ gold: gold.topic, found: found.topic })),
  );
  const sentiments = qualityByClass(
    SENTIMENTS,
    judged.map(({ gold, found }) => ({ gold: gold.sentiment, found: found.sentiment })),
  );
  const yesNo = (step: string | null): 'yes' | 'no' => (step === null ? 'no' : 'yes');
  const nextSteps = qualityByClass(
    ['yes', 'no'] as const,
    judged.map(({ gold, found }) => ({ gold: yesNo(gold.nextStep), found: yesNo(found.nextStep) })),
  );
  return {
    calls: judged.length,
    utterances: labelledCalls.reduce((sum, { utterances }) => sum + utterances.length, 0),
    categories,
    objectionMacroF1: macroF1(Object.values(categories)),
    anyObjection: anyQuality(judged),
    topicAccuracy: accuracy(judged.filter(({ gold, found }) => gold.topic === found.topic).length, judged.length),
    topics,
    sentimentMacroF1: macroF1(Object.values(sentiments)),
    sentiments,
    ...handledAccuracy(judged),
    nextStepMacroF1: macroF1(Object.values(nextSteps)),
    nextSteps,
    confusions: judged.flatMap(confusionsOf),
  };
}
