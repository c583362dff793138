import { describe, expect, it } from 'vitest';
import { judgeOne, learnCategory, measureCategory } from '#core/categories/index.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { ObjectionFinding, TurnText } from '#core/domain/finding.ts';
import { aCategory, aKit, SEASON_EXAMPLES } from './fixtures.ts';

const kit = await aKit;
const { learning, reader } = kit;
const logit = (category: ReturnType<typeof aCategory>, text: string): number =>
  judgeOne(learnCategory(category, learning), reader.readWhole(text), learning);

async function recognise(
  categories: readonly ReturnType<typeof aCategory>[],
  text: string,
  found: ObjectionFinding[] = [],
) {
  const utterances: TurnText[] = [
    { speaker: 'agent', text: 'Добрый день, предлагаем новую упаковку для вашего производства' },
    { speaker: 'client', text },
    { speaker: 'agent', text: 'Хорошо, тогда до свидания' },
  ];
  const recogniser = await kit.recogniser([...BUILTIN_CATEGORIES, ...categories], []);
  const candidates = reader.candidates({ direction: 'out', utterances });
  return recogniser.recognise({ objections: found, candidates, utterances });
}

const unknown = (category = 'unknown'): ObjectionFinding => ({
  category,
  utterance: 1,
  score: 0.7,
  quote: 'весной у нас сезон а сейчас не сезон',
  handled: false,
  verdict: 'ignored',
  replyUtterance: 2,
});

describe('a category learned from six examples', () => {
  it('knows what resembles them and leaves what does not', () => {
    expect(logit(aCategory(), 'сейчас не сезон мы зимой закрыты')).toBeGreaterThan(0);
    expect(logit(aCategory(), 'это очень дорого для нас')).toBeLessThan(0);
    expect(logit(aCategory(), 'да записываю ваш телефон')).toBeLessThan(0);
  });

  it('takes a counter-example back', () => {
    const text = 'в сезон у нас скидки звоните весной';
    expect(logit(aCategory({ examples: [...SEASON_EXAMPLES, text] }), text)).toBeGreaterThan(0);
    expect(logit(aCategory({ counterExamples: [text] }), text)).toBeLessThan(0);
  });

  it('finds keywords in any form, several in a row, and by their beginning', () => {
    const category = aCategory({ examples: [], keywords: ['служба безопасности', 'тендер*'] });
    expect(logit(category, 'без службы безопасности мы ничего не можем решить')).toBeGreaterThan(0);
    expect(logit(category, 'мы покупаем только через тендеры напрямую нельзя')).toBeGreaterThan(0);
    expect(logit(category, 'безопасность это важно и служба доставки тоже')).toBeLessThan(0);
  });

  it('gives a name to an objection that had none', async () => {
    const found = await recognise([aCategory()], 'весной у нас сезон а сейчас не сезон', [unknown()]);
    expect(found.map(({ category }) => category)).toEqual(['season']);
    expect(found[0]!.score).toBeGreaterThan(0.5);
  });

  it('is not looked for while it is switched off', async () => {
    const off = aCategory({ isEnabled: false });
    const found = await recognise([off], 'весной у нас сезон а сейчас не сезон', [unknown()]);
    expect(found.map(({ category }) => category)).toEqual(['unknown']);
  });

  it('lets findings of a category that is gone or switched off go', async () => {
    const recogniser = await kit.recogniser(
      BUILTIN_CATEGORIES.map((category) => ({ ...category, isEnabled: category.id !== 'price' })),
      [],
    );
    const found = { candidates: [], utterances: [] };
    expect(recogniser.recognise({ ...found, objections: [unknown('price'), unknown('gone'), unknown()] })).toEqual([
      unknown(),
    ]);
  });
});

describe('figures of a category', () => {
  it('are found by leaving each example out, and name their sample', () => {
    const quality = measureCategory(
      aCategory(),
      [aCategory({ id: 'price', examples: ['дорого', 'нет денег'] })],
      learning,
    );
    expect(quality).toMatchObject({ examples: 6, counterExamples: 2, warnings: [] });
    expect(quality.recall).toBeGreaterThanOrEqual(0.5);
    expect(quality.missed).toHaveLength(Math.round(6 * (1 - quality.recall!)));
    expect(aCategory().examples).toEqual(expect.arrayContaining([...quality.missed]));
    expect(quality).toMatchObject({ precision: 1, taken: [] });
    expect(quality.typicalFound).toBeLessThan(quality.typicalTotal * 0.01);
  });

  it('name the phrases of other categories that are taken for it', () => {
    const twin = aCategory({ id: 'twin', examples: ['в межсезонье ничего не закупаем'] });
    const quality = measureCategory(aCategory(), [twin], learning);
    expect(quality.taken).toEqual(twin.examples);
    expect(quality.precision).toBeLessThan(1);
  });

  it('are not made up where one example is all there is', () => {
    const quality = measureCategory(aCategory({ examples: ['не сезон'] }), [], learning);
    expect(quality).toMatchObject({ recall: null, precision: null });
    expect(quality.warnings).toEqual([{ kind: 'few-examples', examples: 1 }]);
  });

  it.each([
    ['nothing to learn from', aCategory({ examples: [] }), { kind: 'nothing-to-learn' }],
    [
      'an example that is a counter-example too',
      aCategory({ counterExamples: ['В межсезонье ничего не закупаем!'] }),
      { kind: 'contradiction', text: 'В межсезонье ничего не закупаем!' },
    ],
  ])('warn of %s', (_, category, warning) => {
    expect(measureCategory(category, [], learning).warnings).toContainEqual(warning);
  });

  it('warn of two categories with the same examples', () => {
    const twin = aCategory({ id: 'twin', name: 'Двойник' });
    expect(measureCategory(aCategory(), [twin], learning).warnings).toContainEqual({
      kind: 'same-examples',
      name: 'Двойник',
    });
  });
});
