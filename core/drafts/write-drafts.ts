/** A letter for every kind of objection of a call. Proposed, never sent. */

import type { DraftTemplate, FollowUpDraft } from '#core/domain/draft.ts';
import type { CountedAnalysis } from '#core/domain/finding.ts';
import { factsOf, fittingFacts } from './knowledge.ts';

export interface DraftSource {
  readonly analysis: Pick<CountedAnalysis, 'objections' | 'step'>;
  /** Names of the people, null where nobody knows. */
  readonly client: string | null;
  readonly agent: string | null;
  /** Text of the knowledge base. */
  readonly knowledge: string;
  readonly templateOf: (category: string) => DraftTemplate;
  /** Words that describe a category: its name and recommendation. */
  readonly describe: (category: string) => string;
}

const FACTS_IN_A_LETTER = 3;
const LONGEST_QUOTE = 160;

const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

function quoted(text: string): string {
  const words = tidy(text).replace(/[.,;:]+$/u, '');
  return `«${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : words}»`;
}

/** Puts values into a template. A placeholder without a value takes its line with it when it stands alone there. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const lines = template.split('\n').flatMap((line): string[] => {
    const alone = /^\s*\{([^{}]+)\}\s*$/u.exec(line);
    if (alone && values[alone[1]!] === '') return [];
    return [line.replaceAll(/\{([^{}]+)\}/gu, (whole, name: string) => values[name] ?? whole)];
  });
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

function stepSentence({ step }: DraftSource['analysis']): string {
  if (!step) return '';
  const when = step.when === null ? '' : ` (${step.when.text})`;
  return `Договорились о следующем шаге${when}: ${quoted(step.quote)}.`;
}

/** @returns one draft per category in the order of the call, about its last objection that was not handled, or the last */
export function writeDrafts(source: DraftSource): FollowUpDraft[] {
  const facts = factsOf(source.knowledge);
  const byCategory = Map.groupBy(source.analysis.objections, ({ category }) => category);
  return [...byCategory].map(([category, list]): FollowUpDraft => {
    const objection = list.findLast(({ handled }) => !handled) ?? list.at(-1)!;
    const chosen = fittingFacts(facts, `${objection.quote} ${source.describe(category)}`, FACTS_IN_A_LETTER);
    const text = fillTemplate(source.templateOf(category).text, {
      клиент: source.client ?? 'Добрый день',
      менеджер: source.agent ?? '',
      возражение: quoted(objection.quote),
      факты: chosen.map((fact) => `— ${fact}`).join('\n'),
      шаг: stepSentence(source.analysis),
    });
    return { category, utterance: objection.utterance, quote: objection.quote, text, facts: chosen };
  });
}
