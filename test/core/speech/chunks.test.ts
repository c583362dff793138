import { describe, expect, test } from 'vitest';

import { createChunker, joinStretches, shareOut } from '../../../core/speech/chunks.ts';

const RATE = 1000;
const stretch = (name: number, length: number) => ({ samples: new Float32Array(length).fill(name) });
const word = (text: string, startMs: number, endMs: number) => ({ text, startMs, endMs, confidence: 0.5 });

describe('stretches of speech', () => {
  test('go one by one where nothing is gained by joining', () => {
    const chunker = createChunker(0, RATE);
    const [first, second] = [stretch(1, 300), stretch(2, 400)];
    expect([...chunker.add(first), ...chunker.add(second), ...chunker.finish()]).toEqual([[first], [second]]);
  });

  test('are joined while they fit, in their order, none lost', () => {
    const chunker = createChunker(1000, RATE);
    const stretches = [400, 400, 300, 1200, 100].map((length, i) => stretch(i, length));
    const chunks = [...stretches.flatMap((one) => chunker.add(one)), ...chunker.finish(), ...chunker.finish()];
    expect(chunks.map((chunk) => chunk.map(({ samples }) => samples.length))).toEqual([
      [400, 400],
      [300],
      [1200],
      [100],
    ]);
    expect(chunks.flat()).toEqual(stretches);
    for (const chunk of chunks.slice(0, 2)) expect(joinStretches(chunk, RATE).length).toBeLessThanOrEqual(1000);
  });

  test('are joined with silence in between', () => {
    const joined = joinStretches([stretch(1, 100), stretch(2, 50)], RATE);
    expect(joined.length).toBe(350);
    expect([joined[0], joined[99], joined[100], joined[299], joined[300], joined[349]]).toEqual([1, 1, 0, 0, 2, 2]);
  });

  test('get back the words that were heard in them, with their own times', () => {
    const heard = {
      text: 'раз два три четыре',
      words: [word('раз', 10, 90), word('два', 95, 180), word('три', 310, 340), word('четыре', 330, 400)],
      confidence: 0.5,
    };
    const [first, second] = shareOut(heard, [stretch(1, 100), stretch(2, 50)], RATE);
    expect(first!.words).toEqual([word('раз', 10, 90), word('два', 95, 100)]);
    expect(second).toEqual({
      text: 'три четыре',
      words: [word('три', 10, 40), word('четыре', 30, 50)],
      confidence: 0.5,
    });
  });

  test('in which nothing was heard are empty', () => {
    const silence = { text: '', words: [], confidence: 0 };
    expect(shareOut(silence, [stretch(1, 100), stretch(2, 50)], RATE)).toEqual([silence, silence]);
  });

  test('alone keep what was heard as it is', () => {
    const heard = { text: 'раз', words: [word('раз', 0, 700)], confidence: 0.9 };
    expect(shareOut(heard, [stretch(1, 100)], RATE)).toEqual([heard]);
  });
});
