/**
 * How promising a client is, the note for a colleague, and letters. Computed when asked for, in milliseconds: templates
 * and the knowledge base change at any time, and a stored result would have to be made anew with every change.
 */

import { z } from 'zod';
import { UNKNOWN_CATEGORY_ID, type Category } from '#core/domain/category.ts';
import type { DraftTemplate, FollowUpDraft } from '#core/domain/draft.ts';
import type { CountedAnalysis, OutcomeFinding, StepFinding } from '#core/domain/finding.ts';
import { dayOf } from '#core/domain/period.ts';
import type { Qualification } from '#core/domain/qualification.ts';
import { standardTemplate, writeDrafts } from '#core/drafts/index.ts';
import { spokenTime } from '#core/language/index.ts';
import { qualify } from '#core/qualification/index.ts';
import type { Store } from '#core/store/index.ts';
import { UNKNOWN_CATEGORY_NAME } from '#core/texts/labels.ts';
import { storedValue } from './stored-value.ts';

export interface CallQualification {
  readonly qualification: Qualification;
  readonly outcome: OutcomeFinding;
  readonly step: StepFinding | null;
  readonly drafts: readonly FollowUpDraft[];
}

export interface Qualifying {
  /** @returns null for a call that does not exist or has not been analysed */
  ofCall(id: string): CallQualification | null;
  templates(): readonly DraftTemplate[];
  saveTemplate(template: { category: string; text: string }): DraftTemplate;
  /** Back to the text that comes with the program. */
  resetTemplate(category: string): DraftTemplate;
  knowledge(): { readonly text: string };
  saveKnowledge(text: string): { readonly text: string };
}

const namesOf = (categories: readonly Category[]): Map<string, string> =>
  new Map([
    ...categories.map(({ id, name }): [string, string] => [id, name]),
    [UNKNOWN_CATEGORY_ID, UNKNOWN_CATEGORY_NAME],
  ]);

/** @param options.timeZone IANA name: «завтра» is counted from the day of the call there */
export function createQualifying(store: Store, { timeZone }: { timeZone: string }): Qualifying {
  const { settings, calls, transcripts, analyses } = store;
  const ownTemplates = storedValue<Record<string, string>>(settings, {
    key: 'drafts.templates',
    schema: z.record(z.string(), z.string()),
    fallback: {},
  });
  const knowledge = storedValue<string>(settings, { key: 'drafts.knowledge', schema: z.string(), fallback: '' });
  const categories = (): readonly Category[] => store.categories.current().categories;

  function templateOf(category: string): DraftTemplate {
    const text = ownTemplates.get()[category];
    return text === undefined ? standardTemplate(category) : { category, text, isStandard: false };
  }

  /** With the time of the next step seen from the day of the call. */
  function datedAnalysis(analysis: CountedAnalysis, startedAt: string): CountedAnalysis {
    const { step } = analysis;
    if (!step?.when) return analysis;
    return { ...analysis, step: { ...step, when: spokenTime(step.when.text, dayOf(Date.parse(startedAt), timeZone)) } };
  }

  return {
    ofCall(id) {
      const [call, transcript, stored] = [calls.find(id), transcripts.findCurrent(id), analyses.findCurrent(id)];
      if (!call || !transcript || !stored) return null;
      const analysis = datedAnalysis(stored, call.startedAt);
      const all = categories();
      const categoryNames = namesOf(all);
      const client = call.clientName;
      const { direction } = call;
      const describe = (category: string): string => {
        const found = all.find((item) => item.id === category);
        return found ? `${found.name} ${found.recommendation}` : '';
      };
      return {
        qualification: qualify({ direction, client, analysis, turns: transcript.utterances, categoryNames }),
        outcome: analysis.outcome,
        step: analysis.step,
        drafts: writeDrafts({
          analysis,
          client,
          agent: call.agentName,
          knowledge: knowledge.get(),
          templateOf,
          describe,
        }),
      };
    },
    templates: () => [...namesOf(categories()).keys()].map(templateOf),
    saveTemplate({ category, text }) {
      store.transaction(() => ownTemplates.set({ ...ownTemplates.get(), [category]: text }));
      return templateOf(category);
    },
    resetTemplate(category) {
      const rest = Object.fromEntries(Object.entries(ownTemplates.get()).filter(([id]) => id !== category));
      store.transaction(() => ownTemplates.set(rest));
      return templateOf(category);
    },
    knowledge: () => ({ text: knowledge.get() }),
    saveKnowledge(text) {
      store.transaction(() => knowledge.set(text));
      return { text };
    },
  };
}
