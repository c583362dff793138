/** Objections outside all categories that come up again: candidates for a category of one's own. */

import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** The most typical first, of different calls where possible. */
export function pickQuotes(members: readonly UnknownObjection[]): UnknownObjection[] {
  const seen = new Set<string>();
  const first = members.filter(({ id }) => !seen.has(id) && seen.add(id));
  return [...first, ...members.filter((member) => !first.includes(member))].slice(0, MOST_QUOTES);
}

const isRecurring = (members: readonly UnknownObjection[]): boolean =>
  new Set(members.map(({ id }) => id)).size >= LEAST_CALLS;

/** Objections of one theme, the most typical first. */
export interface ObjectionGroup extends Theme {
  readonly members: readonly UnknownObjection[];
  /** Stems that mark the theme, the weightiest first: they find it again among other objections. */
  readonly stems: readonly string[];
}

/** Groups by likeness of words, for what belongs to no known theme. */
function* clusterGroups(objections: readonly UnknownObjection[]): Generator<void, ObjectionGroup[]> {
  const { vectors, nameOf, stemsOf } = describeTexts(objections.map(({ text }) => text));
  const clusters = yield* clusterVectors(vectors);
  return clusters.flatMap((cluster) => {
    const members = cluster.map((at) => objections[at]!);
    if (!isRecurring(members)) return [];
    const name = nameOf(cluster);
    const recommendation = `Выяснить, что стоит за возражением «${name}», подготовить ответ и условия для возврата к разговору`;
    return [{ name, recommendation, members, stems: stemsOf(cluster) }];
  });
}

function* groups(objections: readonly UnknownObjection[]): Generator<void, ObjectionGroup[]> {
  const seen = sampled(
    objections.filter(({ text }) => tokenise(text).length > 0),
    MOST_OBJECTIONS,
  ).map((objection) => ({ objection, theme: themeOf(objection.text) }));
  const byTheme = Map.groupBy(seen, ({ theme }) => theme?.name ?? null);
  const known: ObjectionGroup[] = [];
  const rest: UnknownObjection[] = [];
  for (const [name, group] of byTheme) {
    const members = group.map(({ objection }) => objection);
    const theme = group[0]!.theme;
    if (name === null || theme === null || !isRecurring(members)) rest.push(...members);
    else known.push({ ...theme, members, stems: [name] });
  }
  const clustered = yield* clusterGroups(rest);
  return [...known, ...clustered].sort(
    (a, b) => b.members.length - a.members.length || a.name.localeCompare(b.name, 'ru'),
  );
}

/** @returns recurring themes, the largest first; empty when nothing recurs */
export function suggestCategories(objections: readonly UnknownObjection[]): CategorySuggestion[] {
  const steps = groups(objections);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value.map(({ name, recommendation, members }) => ({
    ...{ name, recommendation, size: members.length },
    quotes: pickQuotes(members),
  }));
}

const LONGEST_STRETCH_MS = 15;

/** The same groups whole, without keeping other work waiting. @throws the signal's reason when it aborts */
export async function groupObjections(
  objections: readonly UnknownObjection[],
  signal: AbortSignal,
): Promise<ObjectionGroup[]> {
  const steps = groups(objections);
  for (;;) {
    const startedAt = performance.now();
    while (performance.now() - startedAt < LONGEST_STRETCH_MS) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await nextTurn();
    signal.throwIfAborted();
  }
}
