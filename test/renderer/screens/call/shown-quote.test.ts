import { describe, expect, it } from 'vitest';
import { shownQuote } from '../../../../renderer/screens/call/shown-quote.ts';

describe('a quote beside the conversation', () => {
  it('begins with a capital letter where the transcript has no punctuation', () => {
    expect(shownQuote('это дорого для нас', 'ну это дорого для нас')).toBe('Это дорого для нас');
    expect(shownQuote('это дорого', undefined)).toBe('Это дорого');
  });

  it('stays as it was said where the transcript has punctuation', () => {
    expect(shownQuote('это дорого', 'Смотрите, это дорого.')).toBe('это дорого');
  });

  it('keeps what is no small letter at its beginning', () => {
    expect(shownQuote('Это дорого', 'Это дорого')).toBe('Это дорого');
    expect(shownQuote('500 тысяч дорого', '500 тысяч дорого')).toBe('500 тысяч дорого');
    expect(shownQuote('', '')).toBe('');
  });
});
