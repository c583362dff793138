import { describe, expect, it } from 'vitest';

import { standardTemplate, writeDrafts, type DraftSource } from '#core/drafts/index.ts';
import { factsOf, fittingFacts } from '#core/drafts/knowledge.ts';
import { fillTemplate } from '#core/drafts/write-drafts.ts';

const FACTS = [
  'Рассрочка на двенадцать месяцев без переплаты, оформляем за день.',
  'Гарантия на монтаж пять лет, выезд мастера бесплатно.',
  'Склад в Казани, доставка по Татарстану за два дня.',
];

const objection = (
  category: string,
  utterance: number,
  { quote, handled = false }: { quote: string; handled?: boolean },
) => ({
  category,
  utterance,
  quote,
  handled,
  score: 0.9,
  verdict: handled ? ('handled' as const) : ('ignored' as const),
  replyUtterance: null,
});

const source = (fields: Partial<DraftSource> = {}): DraftSource => ({
  analysis: { objections: [objection('price', 1, { quote: 'дорого, мне бы в рассрочку.' })], step: null },
  client: 'Ольга',
  agent: 'Иван Петров',
  knowledge: FACTS.join('\n\n'),
  templateOf: standardTemplate,
  describe: () => 'Высокая цена',
  ...fields,
});

describe('letters', () => {
  it('name the people, quote the client and bring the fitting fact', () => {
    const [draft] = writeDrafts(source());
    expect(draft!.text).toContain('Ольга, здравствуйте!');
    expect(draft!.text).toContain('«дорого, мне бы в рассрочку»');
    expect(draft!.text).toContain('Иван Петров');
    expect(draft!.facts).toEqual([FACTS[0]]);
    expect(draft!.text).toContain(FACTS[0]);
    expect(draft!.text).not.toMatch(/[{}]/u);
  });

  it('are one per category, about what stayed open', () => {
    const objections = [
      objection('price', 1, { quote: 'дорого' }),
      objection('terms', 3, { quote: 'аванс' }),
      objection('price', 5, { quote: 'всё дорого', handled: true }),
    ];
    const drafts = writeDrafts(source({ analysis: { objections, step: null } }));
    expect(drafts.map(({ category, utterance }) => [category, utterance])).toEqual([
      ['price', 1],
      ['terms', 3],
    ]);
  });

  it('leave out what is not known', () => {
    const [draft] = writeDrafts(source({ client: null, agent: null, knowledge: '' }));
    expect(draft!.text).toContain('Добрый день');
    expect(draft!.facts).toEqual([]);
    expect(draft!.text).not.toMatch(/\n{3}|[{}]|null/u);
  });

  it('are none for a call without objections', () => {
    expect(writeDrafts(source({ analysis: { objections: [], step: null } }))).toEqual([]);
  });

  it('leave a placeholder that nobody knows as it is, and fill a value in once only', () => {
    expect(fillTemplate('{клиент} {нечто}', { клиент: '{факты}', факты: 'x' })).toBe('{факты} {нечто}');
  });
});

describe('the knowledge base', () => {
  it('is cut at blank lines', () => {
    expect(factsOf(' первый\nфакт \r\n\r\n\r\nвторой\n\n   \n')).toEqual(['первый факт', 'второй']);
  });

  it('gives the fact that shares words in any form, and nothing where no word is shared', () => {
    expect(fittingFacts(FACTS, 'а какие гарантии на монтажные работы', 1)).toEqual([FACTS[1]]);
    expect(fittingFacts(FACTS, 'зачем мне это', 3)).toEqual([]);
    expect(fittingFacts([], 'гарантия', 3)).toEqual([]);
  });
});
