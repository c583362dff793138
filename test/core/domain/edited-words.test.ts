import { describe, expect, it } from 'vitest';
import { retimeWords } from '#core/domain/edited-words.ts';

const WORDS = [
  { text: 'это', startMs: 100, endMs: 300 },
  { text: 'очень', startMs: 400, endMs: 700 },
  { text: 'дорого', startMs: 800, endMs: 1_200 },
];
const SPAN = { startMs: 100, endMs: 1_300 };
const brief = (text: string) => retimeWords(text, WORDS, SPAN).map((word) => [word.text, word.startMs, word.endMs]);

describe('words of an edited text', () => {
  it('keep their times where they stayed, also with other marks and capitals', () => {
    expect(brief('Это, очень дорого!')).toEqual([
      ['Это,', 100, 300],
      ['очень', 400, 700],
      ['дорого!', 800, 1_200],
    ]);
  });

  it('share the time between their neighbours where they are new', () => {
    expect(brief('это совсем не дорого')).toEqual([
      ['это', 100, 300],
      ['совсем', 300, 550],
      ['не', 550, 800],
      ['дорого', 800, 1_200],
    ]);
    expect(brief('это очень дорого сейчас').at(-1)).toEqual(['сейчас', 1_200, 1_300]);
    expect(brief('совсем другое')).toEqual([
      ['совсем', 100, 700],
      ['другое', 700, 1_300],
    ]);
  });

  it('have no times where there were none', () => {
    expect(retimeWords('это дорого', [], SPAN)).toEqual([]);
  });
});
