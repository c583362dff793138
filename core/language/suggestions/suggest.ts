/** Objections outside all categories that come up again: candidates for a category of one's own. */

import type { CallAnalysis, CallText } from '#core/domain/finding.ts';
import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import { tokenise } from '../text/tokens.ts';
import { clusterVectors } from './cluster.ts';
import { describeTexts } from './describe.ts';
import { themeOf } from './themes.ts';
import type { Theme } from './themes.ts';

/** An objection that fits no category, and where it was said. */
export interface UnknownObjection {
  readonly id: string;
  readonly utterance: number;
  readonly text: string;
}

/** One entry of `razbor suggest` (interfaces.md). */
export interface CategorySuggestion {
  readonly name: string;
  readonly size: number;
  /** The most typical first, at most three of different calls where possible. */
  readonly quotes: readonly UnknownObjection[];
  readonly recommendation: string;
}

/** A theme is worth a category when it came up in that many calls. */
const LEAST_CALLS = 2;
const MOST_QUOTES = 3;
/** More are sampled evenly: the comparison of all pairs grows with the square. */
const MOST_OBJECTIONS = 3000;

/** @returns the `unknown` objections of analysed calls */
export function unknownObjections(
  calls: readonly { readonly id: string; readonly call: CallText; readonly analysis: CallAnalysis }[],
): UnknownObjection[] {
  return calls.flatMap(({ id, analysis }) =>
    analysis.objections
      .filter(({ category }) => category === UNKNOWN_CATEGORY_ID)
      .map(({ utterance, quote }) => ({ id, utterance, text: quote })),
  );
}

function sampled<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]!);
}

function pickQuotes(members: readonly UnknownObjection[]): UnknownObjection[] {
  const seen = new Set<string>();
  const first = members.filter(({ id }) => !seen.has(id) && seen.add(id));
  return [...first, ...members.filter((member) => !first.includes(member))].slice(0, MOST_QUOTES);
}

const isRecurring = (members: readonly UnknownObjection[]): boolean =>
  new Set(members.map(({ id }) => id)).size >= LEAST_CALLS;

function suggestion(members: readonly UnknownObjection[], { name, recommendation }: Theme): CategorySuggestion {
  return { name, size: members.length, quotes: pickQuotes(members), recommendation };
}

/** Groups by likeness of words, for what belongs to no known theme. */
function clusterSuggestions(objections: readonly UnknownObjection[]): CategorySuggestion[] {
  const { vectors, nameOf } = describeTexts(objections.map(({ text }) => text));
  return clusterVectors(vectors).flatMap((cluster) => {
    const members = cluster.map((at) => objections[at]!);
    if (!isRecurring(members)) return [];
    const name = nameOf(cluster);
    const recommendation = `Выяснить, что стоит за возражением «${name}», подготовить ответ и условия для возврата к разговору`;
    return [suggestion(members, { name, recommendation })];
  });
}

/** @returns recurring themes, the largest first; empty when nothing recurs */
export function suggestCategories(objections: readonly UnknownObjection[]): CategorySuggestion[] {
  const seen = sampled(
    objections.filter(({ text }) => tokenise(text).length > 0),
    MOST_OBJECTIONS,
  ).map((objection) => ({ objection, theme: themeOf(objection.text) }));
  const byTheme = Map.groupBy(seen, ({ theme }) => theme?.name ?? null);
  const known: CategorySuggestion[] = [];
  const rest: UnknownObjection[] = [];
  for (const [name, group] of byTheme) {
    const members = group.map(({ objection }) => objection);
    const theme = group[0]!.theme;
    if (name === null || theme === null || !isRecurring(members)) rest.push(...members);
    else known.push(suggestion(members, theme));
  }
  return [...known, ...clusterSuggestions(rest)].sort((a, b) => b.size - a.size || a.name.localeCompare(b.name, 'ru'));
}
