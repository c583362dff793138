/** «завтра в одиннадцать», «к пятнице», «через час»: when something is to happen, in the words that were said. */

import { MONTH_DAY, NUMBER } from './numbers.ts';

/** A time expression; offsets in the text it was found in. */
export interface TimeExpression {
  /** As said, with single spaces. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const WEEKDAY_STEMS = ['воскресен', 'понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот'] as const;
export const MONTH_STEMS = [
  'январ', 'феврал', 'март', 'апрел', 'ма[йяе]', 'июн', 'июл', 'август', 'сентябр', 'октябр', 'ноябр', 'декабр',
] as const; // prettier-ignore

const WEEKDAY = `(?:${WEEKDAY_STEMS.join('|')})[а-я]{0,3}`;
const MONTH = `(?:${MONTH_STEMS.map((stem) => (stem.includes('[') ? stem : `${stem}[а-я]{0,2}`)).join('|')})`;
const FILLER = '(?:где-то|примерно|ближе|прямо|ну|уже|еще|часов|часиков|часа|минут|так|там)';
const TOWARDS = '(?:в|во|на|к|ко|до|с|со|после|от|часам)';
const DAY_PART =
  '(?:утр(?:а|у|ом|ечком|о)|вечер(?:а|у|ом|ком|ок)?|ноч(?:и|ью|ь)|дн(?:я|ем)|обед(?:а|у|ом|е)?|полдень|полдня|полудн(?:я|ю)|рассвете?)';
const SPAN =
  '(?:минут[а-я]*|час[а-я]*|полчаса|получас[а-я]*|дн(?:я|ей)|день|недел[а-я]*|месяц[а-я]*|секунд[а-я]*|год|года|лет|денек|денька)';
const CLOCK = `(?:${NUMBER}(?:[:.\\s]\\s?(?:\\d{2}|ноль\\s+ноль|${NUMBER}))?(?:\\s+(?:час[а-я]*|минут))?(?:\\s+(?:утра|вечера|дня|ночи))?)`;

/** One part; the longest alternatives stand first. */
const PARTS = [
  '(?:сегодня|завтра|послезавтра|сейчас|щас)(?:\\s+же)?',
  `через\\s+(?:(?:пар[уы]|${NUMBER}|полтора|полторы|несколько)(?:\\s*-\\s*${NUMBER})?\\s+)?${SPAN}`,
  `(?:минут|час(?:а|ов|ика|иков)|дн(?:я|ей)|недель|недельки)\\s+через\\s+${NUMBER}`,
  `в\\s+течение\\s+(?:${NUMBER}\\s+)?${SPAN}`,
  `(?:${TOWARDS}\\s+)?(?:(?:следующ|эт|т|ближайш)[а-я]{1,3}\\s+)?${WEEKDAY}`,
  `(?:на|в|до|с)\\s+(?:(?:следующ|эт|той|друг|будущ|конц|начал)[а-я]{0,3}\\s+)?(?:недел|месяц|год)[а-я]{0,2}(?![а-я])`,
  `(?:до|в|к|с)\\s+(?:конц[а-я]|начал[а-я]|середин[а-я])\\s+(?:${MONTH}|дня|недели|месяца|смены|рабочего\\s+дня|года)`,
  `(?:(?:${TOWARDS})\\s+)?${MONTH_DAY}(?:\\s+(?:числа|${MONTH}))?`,
  `(?:${TOWARDS})\\s+\\d{1,2}\\s+(?:числа|${MONTH})`,
  `(?:в|к|до|с)\\s+${MONTH}`,
  `(?:(?:с|под|ближе\\s+к|во?\\s+(?:первой|второй)\\s+половине)\\s+|(?:с\\s+)?самого\\s+|${TOWARDS}\\s+)?${DAY_PART}`,
  `(?:часов|часика|часа|часиков)\\s+(?:в|к|до|с)\\s+${CLOCK}`,
  `(?:в|во|к|ко|до|с|со|на|после|часам\\s+к)\\s+(?:половине\\s+)?${CLOCK}`,
  `(?:около|примерно\\s+в|ближе\\s+к)\\s+${CLOCK}`,
  `(?:к|до|после)\\s+(?:открыти|закрыти|планерк|праздник|выходн|работ|уроков|школ|смен)[а-я]*`,
].join('|');

const EXPRESSION = new RegExp(
  `(?<![\\p{L}\\d-])(?:${FILLER}\\s+)?(?:${PARTS})(?![\\p{L}\\d])(?:[\\s,]+(?:${FILLER}\\s+)*(?:${PARTS})(?![\\p{L}\\d]))*`,
  'giu',
);

/** «пришлю 5 штук», «на 2 человек», «до 20 тысяч»: a number of things, not a time. */
const COUNTED =
  /^\s*(?:тысяч|тыщ|страниц|этаж|сторон|вид|вариант|част|смен|модел|процент|%|рубл|руб|штук|шт|человек|тонн|метр|кг|кило|литр|раз|миллион|квартир|коробк|комплект|лет|мест)/iu;
/** A bare number after a preposition needs something that makes it a time. */
const BARE_NUMBER = new RegExp(`^(?:${TOWARDS})\\s+${NUMBER}$`, 'iu');
const VAGUE = /^(?:в|с|на)\s+(?:месяц|год|неделю)$/iu;

/** @param text any text @returns expressions in order, not overlapping; empty when there are none */
export function findTimes(text: string): TimeExpression[] {
  const plain = text.toLowerCase().replaceAll('ё', 'е');
  return [...plain.matchAll(EXPRESSION)].flatMap((match): TimeExpression[] => {
    const start = match.index;
    const end = start + match[0].length;
    if (VAGUE.test(match[0])) return [];
    if (BARE_NUMBER.test(match[0]) && COUNTED.test(plain.slice(end))) return [];
    return [{ text: text.slice(start, end).replaceAll(/\s+/gu, ' '), start, end }];
  });
}

/** @returns the expression that says most: with a day before one with an hour alone, a longer one before a shorter */
export function bestTime(times: readonly TimeExpression[]): TimeExpression | null {
  const worth = ({ text }: TimeExpression): number =>
    (new RegExp(`завтра|сегодня|недел|числ|через|${WEEKDAY_STEMS.join('|')}|${MONTH_DAY}`, 'iu').test(
      text.toLowerCase().replaceAll('ё', 'е'),
    )
      ? 100
      : 0) + Math.min(50, text.length);
  return times.reduce<TimeExpression | null>((best, time) => (best && worth(best) >= worth(time) ? best : time), null);
}
