import { describe, expect, it } from 'vitest';
import { fitTags, shortenName } from '../../../../renderer/screens/calls/fit-tags.ts';

const widths = { tags: [100, 80, 60], gap: 6, more: 20 };

describe('the tags of a row', () => {
  it('are all there where the column is wide enough, without room for a number that is not shown', () => {
    expect(fitTags(252, widths)).toBe(3);
  });

  it('leave room for the number of those left out', () => {
    expect(fitTags(251, widths)).toBe(2);
    expect(fitTags(212, widths)).toBe(2);
    expect(fitTags(211, widths)).toBe(1);
  });

  it('are at least one, be it too wide', () => {
    expect(fitTags(50, widths)).toBe(1);
    expect(fitTags(50, { ...widths, tags: [] })).toBe(0);
  });
});

describe('the name in a tag that is too wide', () => {
  const widthOf = (text: string): number => text.length;

  it('ends with a whole word that says something', () => {
    expect(shortenName('Не хватает доверия и репутации', 22, widthOf)).toBe('Не хватает доверия…');
    expect(shortenName('Не уверен в опыте и компетенциях', 14, widthOf)).toBe('Не уверен…');
  });

  it('is one word at least', () => {
    expect(shortenName('Недостаточное качество', 5, widthOf)).toBe('Недостаточное…');
    expect(shortenName('Функциональность', 5, widthOf)).toBe('Функциональность');
  });
});
