import { describe, expect, test } from 'vitest';

import { readAnswer } from '../../../../core/speech/engines/whisper/answer.ts';
import { compressionOf } from '../../../../core/speech/engines/whisper/words.ts';

const answerOf = (...words: [word: string, start: number, end: number][]) => ({
  segments: [
    {
      text: words.map(([word]) => word).join(''),
      words: words.map(([word, start, end]) => ({ word, start, end, probability: 0.8 })),
      avg_logprob: -0.3,
      no_speech_prob: 0,
    },
  ],
});

describe('an answer of the server', () => {
  test('keeps words in order and inside the piece, whatever the times say', () => {
    const { words } = readAnswer(answerOf([' а', 2, 1], [' б', 0.5, 0.5], [' в', 9, 12], [' г', 9, 9]), 3000);
    let last = 0;
    for (const { startMs, endMs } of words) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      expect(endMs).toBeGreaterThan(startMs);
      last = endMs;
    }
    expect(last).toBeLessThanOrEqual(3000);
    expect(words.map(({ text }) => text).join(' ')).toBe('а б в г');
  });

  test('without words is silence', () => {
    expect(readAnswer({ segments: [] }, 1000)).toEqual({ text: '', words: [], confidence: 0 });
    expect(readAnswer(answerOf([' ', 0, 1]), 1000)).toEqual({ text: '', words: [], confidence: 0 });
    const nameless = { segments: [{ text: '', avg_logprob: null, no_speech_prob: 0 }] };
    expect(readAnswer(nameless, 1000).text).toBe('');
  });

  test.each([null, 'text', {}, { segments: [{ text: 1 }] }])('%j is none', (body) => {
    expect(() => readAnswer(body, 1000)).toThrow('engine.crashed');
  });
});

describe('compression', () => {
  test('tells a loop from ordinary speech, Russian and English alike', () => {
    const russian =
      'Здравствуйте, меня зовут Ольга, я звоню по поводу вашей заявки на доставку. Скажите, вам удобно говорить сейчас ' +
      'или лучше перезвонить завтра после обеда, когда вы освободитесь?';
    const english =
      'Good afternoon, my name is Olga, I am calling about the delivery that you have asked for. Is it convenient to ' +
      'talk now, or shall I call back tomorrow after lunch when you are free?';
    for (const text of [russian, english]) expect(compressionOf(text)).toBeLessThan(1.7);
    expect(compressionOf('да да '.repeat(20))).toBeGreaterThan(2.4);
    expect(compressionOf(' спасибо за просмотр'.repeat(12))).toBeGreaterThan(2.4);
  });
});
