import { describe, expect, test } from 'vitest';

import { cleanPiece } from '#core/speech/text/clean-piece.ts';

const clean = (text: string): string => {
  const words = text
    .split(' ')
    .map((word, i) => ({ text: word, startMs: i * 100, endMs: i * 100 + 90, confidence: 1 }));
  const piece = cleanPiece({ text, words, confidence: 0.9 });
  expect(piece.words.map((word) => word.text).join(' ')).toBe(piece.text);
  return piece.text;
};

describe('what nobody said', () => {
  test.each([
    'Субтитры сделал DimaTorzok',
    'Субтитры создавал DimaTorzok',
    'субтитры сделал диматоржок',
    'Редактор субтитров А.Семкин Корректор А.Егорова',
    'Редактор субтитров А. Семкин Корректор А. Егорова',
    'Продолжение следует...',
    'Спасибо за просмотр!',
    'Подписывайтесь на канал и ставьте лайки!',
    'ДИНАМИЧНАЯ МУЗЫКА',
  ])('is dropped: %s', (text) => expect(clean(text)).toBe(''));

  test('is taken out of what was said', () => {
    expect(clean('Всего доброго, до свидания. Субтитры сделал DimaTorzok')).toBe('Всего доброго, до свидания.');
    expect(clean('Редактор субтитров А.Синецкая Корректор А.Егорова Алло?')).toBe('Алло?');
  });

  test.each([
    'нам нужны субтитры к ролику для сайта',
    'продолжение следует в следующем квартале да',
    'спасибо за просмотр квартиры',
    'у вас играет музыка на линии',
    'подписывайтесь на канал в телеграме там все акции',
    'это корректор анна слушаю',
  ])('is not mistaken for «%s»', (text) => expect(clean(text)).toBe(text));
});

describe('words over and over', () => {
  test('are said once', () => {
    expect(clean(Array.from({ length: 12 }, () => 'Спасибо.').join(' '))).toBe('Спасибо.');
    expect(clean(`здравствуйте ${'я не знаю '.repeat(9)}до свидания`)).toBe('здравствуйте я не знаю до свидания');
    expect(clean(`${'мы работаем с понедельника по пятницу '.repeat(3)}приходите`)).toBe(
      'мы работаем с понедельника по пятницу приходите',
    );
  });

  test.each([
    'да да да да да',
    'алло алло алло вы меня слышите алло',
    'нет нет я не знаю я не знаю',
    'восемь восемьсот ноль ноль ноль ноль ноль ноль ноль пять',
    '8 800 5 5 5 5 5 5 5',
    'пять пять пять двадцать два двадцать два двадцать два двадцать два двадцать два',
  ])('are kept where people say them: %s', (text) => expect(clean(text)).toBe(text));
});
