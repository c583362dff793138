import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ownerOf } from '#core/language/agreement/owner.ts';
import { resolveTime } from '#core/language/agreement/resolve-time.ts';
import { bestTime, findTimes } from '#core/language/agreement/time-expression.ts';

/** A Wednesday. */
const CALL_DAY = '2026-11-18';

interface Row {
  readonly text: string;
  readonly speaker: 'agent' | 'client';
  readonly step: boolean;
  readonly owner: string | null;
  readonly when: string | null;
}

const rows = readFileSync(join(import.meta.dirname, '../../../../models/training/corpus/nextstep.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
  .filter(({ step }) => step);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^а-я\d: ]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

describe('a named time', () => {
  it.each([
    ['Приеду завтра в 11:00, адрес есть.', 'завтра в 11:00'],
    ['ну давайте в среду часов в пять', 'в среду часов в пять'],
    ['Пришлю к пятнице.', 'к пятнице'],
    ['перезвоню минут через двадцать', 'минут через двадцать'],
    ['ждём вас двадцать третьего к семи', 'двадцать третьего к семи'],
  ])('is cut out of «%s»', (text, expected) => {
    expect(bestTime(findTimes(text))?.text).toBe(expected);
  });

  it.each([['Нам нужно на двадцать человек.'], ['до пятидесяти тысяч'], [''], ['OK 🙂 tomorrow'], ['Пришлю договор.']])(
    'is not seen in «%s»',
    (text) => {
      expect(findTimes(text)).toEqual([]);
    },
  );

  it('is found in nine of ten agreements that were labelled by hand', () => {
    const dated = rows.filter(({ when }) => when !== null);
    const right = dated.filter(({ text, when }) => {
      const found = plain(bestTime(findTimes(text))?.text ?? '');
      return found !== '' && (found.includes(plain(when!)) || plain(when!).includes(found));
    });
    expect(right.length / dated.length).toBeGreaterThan(0.9);
  });
});

describe('the day and hour of a named time', () => {
  it.each([
    ['завтра', '2026-11-19', null],
    ['завтра в 11:00', '2026-11-19', '11:00'],
    ['в среду в одиннадцать', '2026-11-25', '11:00'],
    ['в пятницу часов в пять', '2026-11-20', '17:00'],
    ['на следующей неделе во вторник', '2026-11-24', null],
    ['через неделю', '2026-11-25', null],
    ['через два дня', '2026-11-20', null],
    ['двадцать пятого к семи утра', '2026-11-25', '07:00'],
    ['5 декабря', '2026-12-05', null],
    ['тридцать первого', '2026-12-31', null],
    ['сегодня до шести', '2026-11-18', '18:00'],
    ['завтра в полдень', '2026-11-19', '12:00'],
    ['в шестнадцать тридцать', null, '16:30'],
    ['весной', null, null],
  ])('«%s» from a Wednesday is %s %s', (text, date, time) => {
    expect(resolveTime(text, CALL_DAY)).toEqual({ date, time });
  });

  it('stays open where nobody knows the day of the call', () => {
    expect(resolveTime('завтра в десять', null)).toEqual({ date: null, time: '10:00' });
    expect(resolveTime('завтра', 'вчера')).toEqual({ date: null, time: null });
  });
});

describe('who has to act', () => {
  it.each([
    ['Пришлю договор до вечера.', 'agent', 'agent'],
    ['Пришлите реквизиты на почту.', 'agent', 'client'],
    ['присылайте счёт оплачу', 'client', 'agent'],
    ['Записал вас на среду.', 'agent', 'client'],
    ['Сама к вам загляну в пятницу.', 'client', 'client'],
    ['Пришлю завтра.', 'unknown', 'unknown'],
  ] as const)('«%s» by the %s is for the %s', (text, speaker, owner) => {
    expect(ownerOf(text, speaker)).toBe(owner);
  });

  it('is right more often than "the one who speaks"', () => {
    const owned = rows.filter(({ owner }) => owner === 'agent' || owner === 'client');
    const right = owned.filter(({ text, speaker, owner }) => ownerOf(text, speaker) === owner).length;
    const speaking = owned.filter(({ speaker, owner }) => speaker === owner).length;
    expect(right).toBeGreaterThan(speaking);
  });
});
