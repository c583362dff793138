/** Numbers as they are said of hours and days: «девять», «к девяти», «двадцать пятого». */

const HOURS: Readonly<Record<string, number>> = {
  час: 1, часу: 1, два: 2, две: 2, двух: 2, двум: 2, три: 3, трех: 3, трем: 3, четыре: 4, четырех: 4, четырем: 4,
  пять: 5, пяти: 5, шесть: 6, шести: 6, семь: 7, семи: 7, восемь: 8, восьми: 8, девять: 9, девяти: 9, десять: 10,
  десяти: 10, одиннадцать: 11, одиннадцати: 11, двенадцать: 12, двенадцати: 12, тринадцать: 13, тринадцати: 13,
  четырнадцать: 14, четырнадцати: 14, пятнадцать: 15, пятнадцати: 15, шестнадцать: 16, шестнадцати: 16,
  семнадцать: 17, семнадцати: 17, восемнадцать: 18, восемнадцати: 18, девятнадцать: 19, девятнадцати: 19,
  двадцать: 20, двадцати: 20, тридцать: 30, тридцати: 30, сорок: 40, сорока: 40, пятьдесят: 50, пятидесяти: 50,
}; // prettier-ignore

const ORDINALS = [
  'перв', 'втор', 'трет', 'четверт', 'пят', 'шест', 'седьм', 'восьм', 'девят', 'десят', 'одиннадцат', 'двенадцат',
  'тринадцат', 'четырнадцат', 'пятнадцат', 'шестнадцат', 'семнадцат', 'восемнадцат', 'девятнадцат', 'двадцат',
]; // prettier-ignore

const ORDINAL_ENDING = '(?:ого|ому|ое|ым|ьего|ьему|ье)';

/** Regular expression of a spoken or written number of 0 to 59, without boundaries. */
export const NUMBER = `(?:(?:двадцать|двадцати|тридцать|тридцати|сорок|сорока|пятьдесят|пятидесяти)\\s+(?:один|одной|одну|двух|две|два|трех|три|четырех|четыре|пяти|пять|шести|шесть|семи|семь|восьми|восемь|девяти|девять)|${Object.keys(
  HOURS,
)
  .sort((a, b) => b.length - a.length)
  .join('|')}|\\d{1,2})`;

/** Regular expression of a day of the month: «пятого», «двадцать третьего», «31-го». */
export const MONTH_DAY = `(?:(?:двадцать\\s+|тридцать\\s+)?(?:${ORDINALS.join('|')}|тридцат)${ORDINAL_ENDING}|\\d{1,2}-?(?:го|му|ое|е))`;

/** @param words as `NUMBER` matches them, lower case, `ё` as `е` @returns null for anything else */
export function numberOf(words: string): number | null {
  if (/^\d+$/u.test(words)) return Number(words);
  let sum: number | null = null;
  for (const word of words.split(/\s+/u)) {
    const value = HOURS[word] ?? (/^(?:один|одной|одну)$/u.test(word) ? 1 : null);
    if (value === null) return null;
    sum = (sum ?? 0) + value;
  }
  return sum;
}

/** @param words as `MONTH_DAY` matches them @returns 1..31, or null */
export function monthDayOf(words: string): number | null {
  const digits = /^\d+/u.exec(words);
  const day = digits ? Number(digits[0]) : spokenDay(words);
  return day !== null && day >= 1 && day <= 31 ? day : null;
}

function spokenDay(words: string): number | null {
  let sum = 0;
  for (const word of words.split(/\s+/u)) {
    if (word === 'двадцать') sum += 20;
    else if (word === 'тридцать' || word.startsWith('тридцат')) sum += 30;
    else {
      const at = ORDINALS.findIndex((stem) => new RegExp(`^${stem}${ORDINAL_ENDING}$`, 'u').test(word));
      if (at === -1) return null;
      sum += at + 1;
    }
  }
  return sum;
}
