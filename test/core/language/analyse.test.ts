import { describe, expect, it } from 'vitest';

import type { CallAnalysis } from '#core/domain/finding.ts';

import { aCall, bundledAnalyser } from './fixtures.ts';

async function analyse(lines: readonly string[]): Promise<CallAnalysis> {
  return (await bundledAnalyser()).analyse(aCall(lines));
}

const OPENING = [
  'м: Добрый день, компания «Чистый цех», меня зовут Олег. Мы предлагаем уборку производственных помещений.',
  'к: Здравствуйте, слушаю вас.',
  'м: За ваши две тысячи метров выходит девяносто тысяч в месяц, с нашими средствами и техникой.',
];
const CLOSING = ['м: Понял вас, спасибо за разговор.', 'к: До свидания.'];

const objectionsTo = async (reply: string): Promise<string[]> =>
  (await analyse([...OPENING, reply, ...CLOSING])).objections.map(({ category }) => category);

describe('objections in a call', () => {
  it.each([
    ['price', 'к: Ну это очень дорого, у нас таких денег в бюджете нет.'],
    ['no_time', 'к: Мне сейчас некогда, я за рулём, давайте позже.'],
    ['has_alternative', 'к: У нас уже есть клининговая компания, работаем с ними пять лет.'],
    ['no_decision', 'к: Мне надо посоветоваться с директором, я сам такое не решаю.'],
    ['no_trust', 'к: Не верю я вам, обещаете одно, а потом обманете.'],
    ['no_expertise', 'к: А ваши люди вообще умеют цеха мыть? Опыта-то у вас, похоже, никакого.'],
  ])('finds %s', async (category, reply) => {
    expect(await objectionsTo(reply)).toContain(category);
  });

  it('finds the same without capitals and punctuation', async () => {
    expect(await objectionsTo('к: ну это очень дорого у нас таких денег в бюджете нет')).toContain('price');
  });

  it.each([
    ['a negated objection', 'к: Я не говорю, что это дорого, наоборот, цена нормальная, давайте оформлять.'],
    ['a question about the price', 'к: А сколько стоит мытьё окон?'],
    ['agreement', 'к: Хорошо, присылайте договор, подпишем.'],
    ['a polite goodbye', 'к: Спасибо, всего доброго, до свидания.'],
  ])('does not take %s for an objection', async (_, reply) => {
    expect(await objectionsTo(reply)).toEqual([]);
  });

  it('never blames the client for what the agent says', async () => {
    const { objections } = await analyse([
      'м: Обычно в этом месте говорят: это дорого, мы подумаем, у нас уже есть поставщик.',
      'к: Понятно.',
      'м: Дорого, некогда, не верю вам, вот что нам говорят.',
    ]);
    expect(objections).toEqual([]);
  });

  it('finds an objection in a call of three turns and in a single phrase', async () => {
    const phrase = 'к: Нет, это слишком дорого для нас.';
    for (const lines of [
      ['м: Добрый день, предлагаем окна за сто тысяч.', phrase, 'м: Понял, до свидания.'],
      [phrase],
    ]) {
      expect((await analyse(lines)).objections.map(({ category }) => category)).toEqual(['price']);
    }
  });

  it('quotes the client verbatim, and of a long turn only the part that objects', async () => {
    const text =
      'Мы тут недавно переехали в новое здание, там светло и просторно, люди довольны, парковка большая, ' +
      'но девяносто тысяч за уборку это слишком дорого для нас, столько мы платить не готовы. ' +
      'А вообще место хорошее, приезжайте как-нибудь в гости, у нас и столовая своя есть.';
    const { objections } = await analyse([...OPENING, `к: ${text}`, ...CLOSING]);
    const price = objections.find(({ category }) => category === 'price');
    expect(price).toBeDefined();
    expect(text).toContain(price!.quote);
    expect(price!.quote.length).toBeLessThan(text.length / 2);
    expect(price!.quote).toContain('дорого');
  });

  it('gives several reasons of one turn', async () => {
    const found = await objectionsTo(
      'к: Дорого, у «Блеска» дешевле в полтора раза, и директор всё равно против, решает он.',
    );
    expect(new Set(found).size).toBeGreaterThan(1);
  });

  it('names the reply and shares one verdict per category', async () => {
    const { objections } = await analyse([
      ...OPENING,
      'к: Дорого это, у нас бюджет меньше.',
      'м: Давайте уберём склад из договора, тогда выйдет шестьдесят тысяч, это укладывается в ваш бюджет?',
      'к: Шестьдесят да, это уже другое дело, давайте так и сделаем.',
      'м: Отлично, завтра до обеда пришлю договор на почту.',
      'к: Присылайте, жду.',
    ]);
    const prices = objections.filter(({ category }) => category === 'price');
    expect(prices.length).toBeGreaterThan(0);
    expect(prices[0]).toMatchObject({ utterance: 3, replyUtterance: 4, handled: true, verdict: 'handled' });
    expect(new Set(prices.map(({ handled }) => handled)).size).toBe(1);
  });

  it('calls an objection ignored when nobody replied', async () => {
    const { objections } = await analyse([...OPENING, 'к: Нет, это очень дорого, нам не по карману.']);
    expect(objections[0]).toMatchObject({ handled: false, verdict: 'ignored', replyUtterance: null });
  });
});

describe('the rest of a call', () => {
  it('extracts the agreed next step in the words of the call', async () => {
    const lines = [
      ...OPENING,
      'к: Интересно, давайте подробнее.',
      'м: Тогда завтра в десять утра наш технолог приедет на замер.',
      'к: Да, завтра в десять удобно, жду.',
      'м: Договорились, записал вас на завтра, на десять.',
      'к: Спасибо, до завтра.',
    ];
    const { nextStep } = await analyse(lines);
    expect(nextStep).not.toBeNull();
    expect(lines.some((line) => line.includes(nextStep!))).toBe(true);
  });

  it('finds no next step in a refusal', async () => {
    const { nextStep } = await analyse([...OPENING, 'к: Нет, нам не интересно, больше не звоните.', 'м: Извините.']);
    expect(nextStep).toBeNull();
  });

  it('tells a complaint from an order and an angry client from a thankful one', async () => {
    const complaint = await analyse([
      'м: Здравствуйте, магазин «Лесенка».',
      'к: Это безобразие! Третий раз звоню, вы мне сломанную лестницу привезли и деньги не возвращаете!',
      'м: Назовите номер заказа.',
      'к: Я требую вернуть деньги, это издевательство, я буду жаловаться в Роспотребнадзор!',
    ]);
    expect(complaint).toMatchObject({ topic: 'complaint', sentiment: 'negative' });
    const thanks = await analyse([
      'к: Здравствуйте, хочу заказать две лестницы, как в прошлый раз.',
      'м: Оформляю две, доставка в среду.',
      'к: Ой, спасибо вам огромное, вы просто чудо, в прошлый раз так быстро привезли, очень довольны!',
      'м: Спасибо, очень приятно!',
      'к: Спасибо большое, прекрасный у вас магазин!',
    ]);
    expect(thanks.sentiment).toBe('positive');
  });

  it('gives one sentiment per utterance with a score', async () => {
    const { utterances } = await analyse(OPENING);
    expect(utterances).toHaveLength(OPENING.length);
    for (const { score } of utterances) expect(score).toBeGreaterThan(0);
  });
});

describe('odd input', () => {
  it('answers a call without utterances', async () => {
    expect(await analyse([])).toEqual({
      topic: 'other',
      topicScore: 0,
      sentiment: 'neutral',
      nextStep: null,
      step: null,
      outcome: { kind: 'no_talk', quote: null, utterance: null },
      objections: [],
      utterances: [],
    });
  });

  it.each([
    ['empty text', ''],
    ['blanks', ' \n\t '],
    ['one word', 'да'],
    ['Latin', 'we are happy with our current supplier thank you'],
    ['emoji', '🙂👍🔥'],
    ['mixed scripts', 'оk, mы πодумаем 明天'],
    ['punctuation', '?!…—«»'],
    ['a lone surrogate', 'дорого \ud83d очень'],
  ])('answers %s with quotes of the text', async (_, text) => {
    const { objections, utterances } = await analyse(['м: Добрый день.', `к: ${text}`, 'м: До свидания.']);
    expect(utterances).toHaveLength(3);
    for (const { quote } of objections) expect(text).toContain(quote);
  });

  it('answers a turn of ten thousand words', async () => {
    const text = Array.from({ length: 10_000 }, (_, at) => (at % 50 === 7 ? 'слишком дорого' : 'слово')).join(' ');
    const { utterances } = await analyse(['м: Добрый день.', `к: ${text}`, 'м: До свидания.']);
    expect(utterances).toHaveLength(3);
  });

  it('answers a call of ten thousand turns', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) =>
      at % 2 === 0 ? 'м: Слушаю вас.' : 'к: Это слишком дорого.',
    );
    expect((await analyse(lines)).utterances).toHaveLength(lines.length);
  });

  it('looks for objections where the speaker is unknown', async () => {
    const { objections } = await analyse([
      'добрый день предлагаем вам уборку помещений',
      'нет это слишком дорого у нас на это нет денег в бюджете',
      'хорошо до свидания',
    ]);
    expect(objections.map(({ utterance, category }) => `${utterance} ${category}`)).toContain('1 price');
  });

  it('gives the same findings for the same call', async () => {
    const lines = [...OPENING, 'к: Дорого, надо подумать.', ...CLOSING];
    expect(await analyse(lines)).toEqual(await analyse(lines));
  });
});
