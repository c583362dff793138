/** The letters as they come; every one can be rewritten. */

import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import type { DraftTemplate } from '#core/domain/draft.ts';

const HELLO = '{клиент}, здравствуйте!\n\nСпасибо за разговор.';
const BYE = '{шаг}\n\nС уважением,\n{менеджер}';

const letter = (middle: string): string => `${HELLO} ${middle}\n\n{факты}\n\n${BYE}`;

const MIDDLES: Readonly<Record<string, string>> = {
  price:
    'Вы сказали: {возражение}. Понимаю: сумма должна себя оправдывать. Вот из чего она складывается и что вы за неё получаете:',
  no_time: 'Помню, что вам было неудобно говорить, поэтому коротко, на две минуты чтения:',
  has_alternative:
    'Вы сказали: {возражение}. Менять то, что работает, незачем. Но вот чем мы можем быть полезны рядом с нынешним решением:',
  no_need: 'Вы сказали: {возражение}. Возможно, я не объяснил, кому это пригодилось и зачем. Коротко:',
  no_decision: 'Вы сказали: {возражение}. Чтобы обсудить это с коллегами было проще, собрал главное в одном письме:',
  terms: 'Вы сказали: {возражение}. Давайте посмотрим, какие условия подойдут. Что у нас возможно:',
  no_trust: 'Вы сказали: {возражение}. Осторожность понятна. Вот что можно проверить самим, без наших слов:',
  compares: 'Вы сказали: {возражение}. Сравнивать правильно. Вот наши данные, чтобы сравнение было честным:',
  quality: 'Вы сказали: {возражение}. Отвечаю по существу, без общих слов:',
  no_expertise: 'Вы сказали: {возражение}. Вопрос справедливый. Вот что мы уже делали и кто будет с вами работать:',
  [UNKNOWN_CATEGORY_ID]: 'Вы сказали: {возражение}. Я это запомнил. Вот что может быть полезно:',
};

/** @param category id; one without a letter of its own gets the general one @returns the standard template */
export function standardTemplate(category: string): DraftTemplate {
  const middle = MIDDLES[category] ?? MIDDLES[UNKNOWN_CATEGORY_ID]!;
  return { category, text: letter(middle), isStandard: true };
}
