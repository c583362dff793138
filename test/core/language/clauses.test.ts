import { describe, expect, it } from 'vitest';

import { cutClauses } from '#core/language/index.ts';

const texts = (text: string): string[] => cutClauses(text).map((clause) => clause.text);

describe('cutting clauses', () => {
  it('cuts at the end of a sentence', () => {
    expect(texts('Мне нравится ваш проект. Но денег сейчас нет.')).toEqual([
      'Мне нравится ваш проект',
      'Но денег сейчас нет',
    ]);
  });

  it('cuts speech without punctuation at conjunctions', () => {
    const found = texts('вещь хорошая слов нет но платить за неё столько я не стану');
    expect(found).toEqual(['вещь хорошая слов нет', 'но платить за неё столько я не стану']);
  });

  it('keeps every clause verbatim and in place', () => {
    const text =
      'Да, конечно, ёлку мы возьмём; однако 12 500 рублей — это, знаете ли, многовато для школы, а родители против.';
    for (const { start, end, text: part } of cutClauses(text)) expect(text.slice(start, end)).toBe(part);
  });

  it('never lets a clause grow without end', () => {
    const text = Array.from({ length: 200 }, () => 'слово').join(' ');
    for (const { tokens } of cutClauses(text)) expect(tokens.length).toBeLessThanOrEqual(14);
  });

  it('finds nothing in a text without words', () => {
    expect(cutClauses('… — !!!')).toEqual([]);
  });
});
