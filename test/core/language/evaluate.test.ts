import { describe, expect, it } from 'vitest';

import type { CallAnalysis } from '#core/domain/finding.ts';
import { evaluate, formatEvaluation } from '#core/language/index.ts';
import type { LabelledCall } from '#core/language/index.ts';

const gold: LabelledCall = {
  id: 'a',
  direction: 'out',
  topic: 'sales',
  sentiment: 'neutral',
  nextStep: 'договор завтра',
  objections: [
    { category: 'price', utterance: 0, handled: true },
    { category: 'unknown:seasonal', utterance: 1, handled: false },
  ],
  utterances: [
    { speaker: 'client', text: 'дорого' },
    { speaker: 'client', text: 'не сезон' },
    { speaker: 'client', text: 'подумаю' },
  ],
};

const finding = (category: string, utterance: number, handled: boolean): CallAnalysis['objections'][number] => ({
  category,
  utterance,
  handled,
  score: 1,
  quote: '',
  verdict: handled ? 'handled' : 'ignored',
  replyUtterance: null,
});

const found: CallAnalysis = {
  topic: 'sales',
  topicScore: 1,
  sentiment: 'negative',
  nextStep: null,
  step: null,
  outcome: { kind: 'unknown', quote: null, utterance: null },
  objections: [finding('price', 0, false), finding('unknown', 1, false), finding('no_decision', 2, false)],
  utterances: [],
};

describe('evaluation', () => {
  it('matches by utterance and category, themes of unknown as unknown', async () => {
    const result = await evaluate([gold], { analyse: () => Promise.resolve(found) });
    expect(result.categories['price']).toMatchObject({ right: 1, wrong: 0, missed: 0, f1: 1 });
    expect(result.categories['unknown']).toMatchObject({ right: 1, wrong: 0, missed: 0, f1: 1 });
    expect(result.categories['no_decision']).toMatchObject({ right: 0, wrong: 1, missed: 0, f1: 0 });
    expect(result.categories['terms']!.f1).toBeNull();
    expect(result.anyObjection).toMatchObject({ right: 2, wrong: 1, missed: 0 });
    expect(result.handledOfFound).toEqual({ right: 1, total: 2, accuracy: 0.5 });
    expect(result.topicAccuracy.accuracy).toBe(1);
    expect(result.sentimentMacroF1).toBe(0);
    expect(result.nextStepMacroF1).toBe(0);
    expect(result.confusions).toEqual([{ id: 'a', utterance: 2, gold: null, found: 'no_decision', text: 'подумаю' }]);
  });

  it('counts a missed objection as wrongly judged handling over all labels', async () => {
    const missed = { ...found, objections: [finding('price', 0, true)] };
    const result = await evaluate([gold], { analyse: () => Promise.resolve(missed) });
    expect(result.handledOfFound).toEqual({ right: 1, total: 1, accuracy: 1 });
    expect(result.handledOfGold).toEqual({ right: 1, total: 2, accuracy: 0.5 });
  });

  it('writes a Russian table, also for no calls at all', async () => {
    const table = formatEvaluation(await evaluate([gold], { analyse: () => Promise.resolve(found) }));
    expect(table).toContain('Высокая цена');
    expect(table).toContain('Вне категорий');
    expect(table).toContain('Доля верных тем');
    expect(table).toContain('1  найдено лишнее: Не может принять решение');
    expect(formatEvaluation(await evaluate([], { analyse: () => Promise.resolve(found) }))).toContain('Звонков: 0');
  });
});
