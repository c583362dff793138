import { describe, expect, it } from 'vitest';

import { suggestCategories } from '#core/language/index.ts';

const said = (texts: readonly string[]): { id: string; utterance: number; text: string }[] =>
  texts.map((text, at) => ({ id: `call-${at}`, utterance: at, text }));

const SEASON = [
  'у нас сезон только летом зимой мы закрыты',
  'зимой у нас не сезон всё закрыто до весны',
  'Работаем сезонно, летом, сейчас не сезон.',
];
const BAN = [
  'нам закон запрещает такие договоры',
  'Это запрещено законом, у нас устав.',
  'по закону нам запрещено брать такие услуги',
];

describe('suggesting categories', () => {
  it('groups recurring reasons and leaves single ones out', () => {
    const suggestions = suggestCategories(said([...SEASON, ...BAN, 'у меня попугай болеет']));
    expect(suggestions).toHaveLength(2);
    expect(suggestions.map(({ size }) => size)).toEqual([3, 3]);
    const quoted = suggestions.map(({ quotes }) => quotes.map(({ text }) => text).sort());
    expect(quoted).toContainEqual([...SEASON].sort());
    expect(quoted).toContainEqual([...BAN].sort());
    for (const { name, recommendation } of suggestions) {
      expect(name).toMatch(/^\p{Lu}/u);
      expect(recommendation).not.toBe('');
    }
  });

  it('groups reasons of no known theme by their words', () => {
    const parrots = ['у меня попугай говорит за меня', 'пусть попугай решает', 'попугай против, а я как попугай'];
    const suggestions = suggestCategories(said([...parrots, 'мне цвет крыши не идёт']));
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]!.size).toBe(3);
    expect(suggestions[0]!.name.toLowerCase()).toContain('попугай');
  });

  it('does not suggest what one call repeats', () => {
    expect(suggestCategories(SEASON.map((text, utterance) => ({ id: 'one', utterance, text })))).toEqual([]);
  });

  it.each([[[]], [['', '…', '🙂']]])('suggests nothing for %j', (texts) => {
    expect(suggestCategories(said(texts))).toEqual([]);
  });
});
