import { describe, expect, test } from 'vitest';

import { mergeUtterances } from '#core/speech/index.ts';

import type { Segment } from '#core/domain/transcript.ts';

const said = (channel: number, [startMs, endMs]: readonly [number, number], text = 'слово'): Segment => ({
  channel,
  startMs,
  endMs,
  text,
  confidence: 0.5,
  words: [{ text, startMs, endMs }],
});
const merge = (...segments: Segment[]) =>
  mergeUtterances(segments, ['agent', 'client']).map(({ speaker, startMs, endMs, text }) => [
    speaker,
    startMs,
    endMs,
    text,
  ]);

describe('turns', () => {
  test('come in order of time, whatever order the segments have', () => {
    expect(merge(said(1, [5000, 6000], 'второе'), said(0, [0, 1000], 'первое'))).toEqual([
      ['agent', 0, 1000, 'первое'],
      ['client', 5000, 6000, 'второе'],
    ]);
  });

  test('join what one speaker says with short pauses', () => {
    expect(merge(said(0, [0, 1000], 'раз'), said(0, [2000, 3000], 'два'), said(0, [9000, 9500], 'три'))).toEqual([
      ['agent', 0, 3000, 'раз два'],
      ['agent', 9000, 9500, 'три'],
    ]);
  });

  test('end where the other side speaks', () => {
    expect(merge(said(0, [0, 1000], 'раз'), said(1, [1100, 1300], 'да'), said(0, [1400, 2000], 'два'))).toEqual([
      ['agent', 0, 1000, 'раз'],
      ['client', 1100, 1300, 'да'],
      ['agent', 1400, 2000, 'два'],
    ]);
  });

  test('that overlap keep their times', () => {
    expect(merge(said(0, [0, 3000], 'раз'), said(1, [2000, 4000], 'два'))).toEqual([
      ['agent', 0, 3000, 'раз'],
      ['client', 2000, 4000, 'два'],
    ]);
  });

  test('do not grow for ever', () => {
    const monologue = Array.from({ length: 20 }, (_, i) => said(0, [i * 10_000, i * 10_000 + 9500]));
    for (const [, start, end] of merge(...monologue)) expect(Number(end) - Number(start)).toBeLessThanOrEqual(45_000);
  });

  test('weigh confidence by length and keep all words', () => {
    const [turn] = mergeUtterances(
      [
        { ...said(0, [0, 100], 'аааа'), confidence: 1 },
        { ...said(0, [200, 300], 'бб'), confidence: 0.4 },
      ],
      ['unknown'],
    );
    expect(turn).toMatchObject({ speaker: 'unknown', text: 'аааа бб' });
    expect(turn!.confidence).toBeCloseTo(0.8, 5);
    expect(turn!.words).toHaveLength(2);
  });

  test('of nothing are none', () => {
    expect(merge()).toEqual([]);
  });
});
