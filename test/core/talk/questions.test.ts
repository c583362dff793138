import { describe, expect, it } from 'vitest';
import { countQuestions, isBackChannel } from '#core/talk/index.ts';

describe('questions', () => {
  it('are counted by their marks where there are marks', () => {
    expect(countQuestions('Добрый день! Вам удобно говорить? А когда?!')).toBe(2);
    expect(countQuestions('Когда вам удобно, тогда и приедем.')).toBe(0);
  });

  it.each([
    'сколько у вас касс',
    'скажите пожалуйста какой у вас объём',
    'на какой день вас записать',
    'а как вас зовут',
    'получали ли вы наше предложение',
    'а если без обучения',
    'чем могу помочь',
    'вам сейчас удобно',
  ])('are found in raw speech: %s', (text) => {
    expect(countQuestions(text)).toBe(1);
  });

  it.each([
    '',
    'могу рассказать за две минуты',
    'когда подпишете договор мы приедем',
    'как раз сегодня привезли',
    'что касается цены она прежняя',
    'можно платить частями',
    'едва ли это так',
    'угу',
  ])('are not found where nobody asks: «%s»', (text) => {
    expect(countQuestions(text)).toBe(0);
  });
});

describe('signs of listening', () => {
  it.each(['угу', 'Да-да.', 'ну понятно', 'ага, хорошо'])('are short: %s', (text) => {
    expect(isBackChannel(text)).toBe(true);
  });

  it.each(['', '…', 'нет', 'да, дорого', 'да да да да'])('are not: «%s»', (text) => {
    expect(isBackChannel(text)).toBe(false);
  });
});
