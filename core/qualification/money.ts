/** Sums of money in what the client says: «бюджет до ста тысяч», «рассчитываем на 40 000». */

import type { TurnText } from '#core/domain/finding.ts';
import type { SaidBudget } from '#core/domain/qualification.ts';

const NUMERALS: Readonly<Record<string, number>> = {
  один: 1, одного: 1, два: 2, две: 2, двух: 2, три: 3, трех: 3, четыре: 4, четырех: 4, пять: 5, пяти: 5, шесть: 6,
  шести: 6, семь: 7, семи: 7, восемь: 8, восьми: 8, девять: 9, девяти: 9, десять: 10, десяти: 10, одиннадцать: 11,
  двенадцать: 12, двенадцати: 12, пятнадцать: 15, пятнадцати: 15, двадцать: 20, двадцати: 20, тридцать: 30,
  тридцати: 30, сорок: 40, сорока: 40, пятьдесят: 50, пятидесяти: 50, шестьдесят: 60, шестидесяти: 60,
  семьдесят: 70, семидесяти: 70, восемьдесят: 80, восьмидесяти: 80, девяносто: 90, девяноста: 90, сто: 100, ста: 100,
  полтораста: 150, двести: 200, двухсот: 200, триста: 300, трехсот: 300, четыреста: 400, четырехсот: 400, пятьсот: 500,
  пятисот: 500, шестьсот: 600, шестисот: 600, семьсот: 700, семисот: 700, восемьсот: 800, восьмисот: 800,
  девятьсот: 900, девятисот: 900,
}; // prettier-ignore

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:тысяч|тыщ|тыс|штук[аи]?$)/u, 1000],
  [/^(?:миллион|млн|лям)/u, 1_000_000],
];

/** What makes a number a budget. A price that the agent named is none. */
const BUDGET =
  /бюджет|уложи|укладыва|рассчитыва(?:л|ю|ем)|закладыва|заложи|заложен|готов[аы]? (?:заплат|отдать|потратить|выделить)|выделил|планирова(?:л|ли) потратить|максимум|потолок|не (?:больше|дороже)|в пределах|есть (?:около|примерно|тысяч)/iu;

/** Smaller numbers are dates, sizes and percents. */
const LEAST_ROUBLES = 500;

/** @param text of a turn @returns the largest sum named in roubles, null for none; a spoken thousand counts as one */
export function sumIn(text: string): number | null {
  const words = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/(\d)[\s\u00A0](?=\d{3}(?!\d))/gu, '$1')
    .match(/\d+(?:[.,]\d+)?|[а-я]+/gu);
  let best = 0;
  let total = 0;
  let part = 0;
  let isCounting = false;
  // «Тысяч тридцать»: the unit came first, and the number after it is of that unit.
  let leading = 0;
  const close = (): void => {
    best = Math.max(best, leading > 0 && part > 0 ? part * leading : total + part);
    total = part = leading = 0;
    isCounting = false;
  };
  for (const word of words ?? []) {
    const unit = UNITS.find(([pattern]) => pattern.test(word));
    if (unit) {
      if (!isCounting) leading = unit[1];
      total += (part === 0 ? 1 : part) * unit[1];
      part = 0;
      isCounting = true;
    } else if (/^\d/u.test(word)) {
      if (isCounting && part > 0) close();
      part += Number(word.replace(',', '.'));
      isCounting = true;
    } else if (word in NUMERALS) {
      part += NUMERALS[word]!;
      isCounting = true;
    } else if (isCounting) close();
  }
  close();
  return best >= LEAST_ROUBLES ? Math.round(best) : null;
}

/** @returns the last thing the client said about a budget; null where there was none */
export function findBudget(turns: readonly TurnText[]): SaidBudget | null {
  const utterance = turns.findLastIndex(
    ({ speaker, text }) => speaker !== 'agent' && BUDGET.test(text) && sumIn(text) !== null,
  );
  if (utterance === -1) return null;
  const quote = turns[utterance]!.text;
  return { quote, utterance, amount: sumIn(quote) };
}
