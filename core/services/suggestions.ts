/** Themes among the objections that fit no category, and what was decided about them. Nothing is created without a click. */

import { createHash } from 'node:crypto';
import type { App } from '#core/app.ts';
import { distinctTexts, plainText } from '#core/categories/index.ts';
import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import type { SuggestedCategory, SuggestionDecision, ThemeSignature } from '#core/domain/suggestion.ts';
import { AppError } from '#core/errors.ts';
import { groupObjections, pickQuotes, type ObjectionGroup } from '#core/language/index.ts';
import type { Categories } from './categories.ts';

export interface Suggestions {
  /** Undecided themes, the largest first. @throws the signal's reason when it aborts */
  list(signal: AbortSignal): Promise<readonly SuggestedCategory[]>;
  /** Makes a category of the theme's phrases. @returns its id @throws input.invalid for a theme that is gone */
  accept(suggestion: { readonly id: string; readonly name: string; readonly recommendation: string }): Promise<string>;
  /** Adds the phrases to a category that is there. */
  merge(suggestion: { readonly id: string; readonly into: string }): Promise<void>;
  /** It is not suggested again, whatever else joins it. */
  reject(id: string): Promise<void>;
  rename(suggestion: { readonly id: string; readonly name: string }): Promise<void>;
  /** How many rejections are remembered. */
  countRejected(): number;
  /** Lets rejected themes come back. @returns how many there were */
  forgetRejected(): number;
}

/** More are sampled when they are grouped. */
const MOST_OBJECTIONS = 3000;
/** As many examples as tell a category; the rest are found by it. */
const MOST_EXAMPLES = 20;
const KEPT_PHRASES = 300;
/** Two groupings of the same theme share so much of their phrases or their stems. */
const SAME_PHRASES = 0.5;
const SAME_STEMS = 0.5;

export function createSuggestions(
  { store, settler }: Pick<App, 'store' | 'settler'>,
  categories: Categories,
): Suggestions {
  let grouped: { readonly key: string; readonly groups: readonly ObjectionGroup[] } | null = null;

  async function groupsNow(signal: AbortSignal): Promise<readonly ObjectionGroup[]> {
    const unknown = store.objectionScoring.ofCategory(UNKNOWN_CATEGORY_ID, MOST_OBJECTIONS);
    const key = createHash('sha256').update(JSON.stringify(unknown)).digest('hex');
    if (grouped?.key === key) return grouped.groups;
    const objections = unknown.map(({ callId, utterance, quote }) => ({ id: callId, utterance, text: quote }));
    const groups = await groupObjections(objections, signal);
    grouped = { key, groups };
    return groups;
  }

  async function known(id: string): Promise<ObjectionGroup> {
    const group = (await groupsNow(new AbortController().signal)).find((one) => idOf(one) === id);
    if (!group) throw new AppError('input.invalid', { reason: 'Этого предложения больше нет: возражения изменились' });
    return group;
  }

  function decide(group: ObjectionGroup, decision: SuggestionDecision['decision'], name: string): void {
    store.transaction(() => store.suggestions.decide({ decision, name, signature: signatureOf(group) }));
  }

  const examplesOf = ({ members }: ObjectionGroup): string[] =>
    distinctTexts(members.map(({ text }) => text)).slice(0, MOST_EXAMPLES);

  return {
    async list(signal) {
      const decisions = store.suggestions.decisions();
      return (await groupsNow(signal)).flatMap((group) => {
        const last = decisions.findLast(({ signature }) => isSameTheme(signature, signatureOf(group)));
        return last && last.decision !== 'renamed' ? [] : [toSuggestion(group, last?.name ?? group.name)];
      });
    },
    async accept({ id, name, recommendation }) {
      const group = await known(id);
      const draft = { id: null, name, recommendation, isEnabled: true, counterExamples: [], keywords: [] };
      const saved = categories.apply({ kind: 'put', draft: { ...draft, examples: examplesOf(group) } });
      decide(group, 'accepted', name);
      return saved.id ?? name;
    },
    async merge({ id, into }) {
      const group = await known(id);
      const category = settler.current().categories.find((one) => one.id === into);
      if (!category) throw new AppError('input.invalid', { reason: 'Такой категории нет' });
      const examples = distinctTexts([...category.examples, ...examplesOf(group)]);
      categories.apply({ kind: 'put', draft: { ...category, examples } });
      decide(group, 'accepted', category.name);
    },
    async reject(id) {
      const group = await known(id);
      decide(group, 'rejected', group.name);
    },
    async rename({ id, name }) {
      decide(await known(id), 'renamed', name);
    },
    countRejected: () => store.suggestions.decisions().filter(({ decision }) => decision === 'rejected').length,
    forgetRejected: () => store.transaction(() => store.suggestions.forgetRejected()),
  };
}

function toSuggestion(group: ObjectionGroup, name: string): SuggestedCategory {
  const { members, recommendation } = group;
  return {
    id: idOf(group),
    name,
    size: members.length,
    calls: new Set(members.map(({ id }) => id)).size,
    quotes: pickQuotes(distinctMembers(members)).map(({ id, utterance, text }) => ({ callId: id, utterance, text })),
    recommendation: recommendation.replace(`«${group.name}»`, `«${name}»`),
  };
}

/** The same words said twice are one quote. */
function distinctMembers(members: ObjectionGroup['members']): ObjectionGroup['members'] {
  const seen = new Set<string>();
  return members.filter(({ text }) => !seen.has(plainText(text)) && seen.add(plainText(text)));
}

const idOf = ({ stems, members }: ObjectionGroup): string =>
  createHash('sha256')
    .update(JSON.stringify([stems, members[0]?.text]))
    .digest('hex')
    .slice(0, 16);

const signatureOf = ({ stems, members }: ObjectionGroup): ThemeSignature => ({
  stems,
  phrases: members.slice(0, KEPT_PHRASES).map(({ text }) => plainText(text)),
});

function isSameTheme(a: ThemeSignature, b: ThemeSignature): boolean {
  const [phrases, others] = [new Set(a.phrases), new Set(b.phrases)];
  const shared = phrases.intersection(others).size / Math.max(1, Math.min(phrases.size, others.size));
  const [stems, otherStems] = [new Set(a.stems), new Set(b.stems)];
  const likeness = stems.intersection(otherStems).size / Math.max(1, stems.union(otherStems).size);
  return shared >= SAME_PHRASES || likeness >= SAME_STEMS;
}
