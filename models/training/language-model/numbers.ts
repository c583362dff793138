/** Digits, times and a few signs as Russian words, the way the corpus is spoken. */

const UNITS = [
  'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать',
  'пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
]
  .join(' ')
  .split(' ');
const TENS = '_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' ');
const HUNDREDS = '_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(' ');

/** The form of a noun that a number asks for. */
function plural(count: number, forms: readonly [one: string, few: string, many: string]): string {
  if (count % 100 >= 11 && count % 100 <= 14) return forms[2];
  if (count % 10 === 1) return forms[0];
  return count % 10 >= 2 && count % 10 <= 4 ? forms[1] : forms[2];
}

/** A whole number below a milliard in the nominative. */
export function numberWords(value: number, isFeminine = false): string {
  let words: string;
  let rest: number;
  if (value >= 1_000_000) {
    const millions = Math.floor(value / 1_000_000);
    words = `${numberWords(millions)} ${plural(millions, ['миллион', 'миллиона', 'миллионов'])}`;
    rest = value % 1_000_000;
  } else if (value >= 1000) {
    const thousands = Math.floor(value / 1000);
    words = `${numberWords(thousands, true)} ${plural(thousands, ['тысяча', 'тысячи', 'тысяч'])}`;
    rest = value % 1000;
  } else if (value >= 100) {
    words = HUNDREDS[Math.floor(value / 100)]!;
    rest = value % 100;
  } else if (value >= 20) {
    words = TENS[Math.floor(value / 10)]!;
    rest = value % 10;
  } else {
    if (isFeminine && value === 1) return 'одна';
    return isFeminine && value === 2 ? 'две' : UNITS[value]!;
  }
  return rest === 0 ? words : `${words} ${numberWords(rest, isFeminine)}`;
}

/** A written line with its numbers as words. Numbers that start with 0 or are very long are read digit by digit. */
export function spellNumbers(line: string): string {
  return line
    .replace(/(\d):(\d\d)/g, '$1 $2')
    .replace(/(\d)[  ](\d{3})(?!\d)/g, '$1$2')
    .replaceAll('%', ' процентов')
    .replaceAll('№', 'номер ')
    .replaceAll('₽', ' рублей')
    .replace(/\d+/g, (digits) =>
      digits.startsWith('0') || digits.length > 9
        ? Array.from(digits, (digit) => numberWords(Number(digit))).join(' ')
        : numberWords(Number(digits)),
    );
}
