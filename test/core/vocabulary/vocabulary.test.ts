import { describe, expect, it } from 'vitest';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import {
  checkEntries,
  createReplacer,
  mergeEntries,
  readVocabularyCsv,
  readVocabularyJson,
  spokenWords,
  writeVocabularyCsv,
  writeVocabularyJson,
} from '#core/vocabulary/index.ts';

const entry = (word: string, ...variants: string[]): VocabularyEntry => ({ word, variants, isBoosted: true });
const reasonOf = (input: unknown): unknown => {
  try {
    checkEntries(input);
  } catch (error) {
    return (error as { details: { reason: string } }).details.reason;
  }
  return null;
};

describe('replacing', () => {
  const replace = createReplacer([
    entry('Битрикс24', 'битрикс двадцать четыре', 'битрикс', 'бит рикс'),
    entry('эквайринг', 'эквайлинг'),
    entry('Семён', 'семен'),
  ]);
  const text = (said: string) => replace({ text: said, words: [] })?.text ?? null;

  it('takes whole words, the longest variant first, and leaves the rest alone', () => {
    expect(text('у нас битрикс двадцать четыре стоит')).toBe('у нас Битрикс24 стоит');
    expect(text('у нас бит рикс и битрикс')).toBe('у нас Битрикс24 и Битрикс24');
    expect(text('битриксы нам не нужны')).toBeNull();
    expect(text('')).toBeNull();
  });

  it('keeps marks around a word and the capital at the start of a sentence', () => {
    expect(text('Эквайлинг, да. Нужен (эквайлинг)?')).toBe('Эквайринг, да. Нужен (эквайринг)?');
    expect(text('это Семен!')).toBe('это Семён!');
  });

  it('does not join words across the end of a sentence', () => {
    expect(text('вот бит. рикс пришел')).toBeNull();
  });

  it('gives the new word the time of all that it replaces', () => {
    const words = [
      { text: 'наш', startMs: 0, endMs: 100 },
      { text: 'бит', startMs: 200, endMs: 300 },
      { text: 'рикс', startMs: 350, endMs: 500 },
    ];
    expect(replace({ text: 'наш бит рикс', words })).toEqual({
      text: 'наш Битрикс24',
      words: [words[0], { text: 'Битрикс24', startMs: 200, endMs: 500 }],
    });
  });

  it('never looks at what it has put in', () => {
    const growing = createReplacer([entry('новый новый дом', 'новый')]);
    expect(growing({ text: 'новый дом', words: [] })?.text).toBe('новый новый дом дом');
  });
});

describe('a vocabulary', () => {
  it('is tidied', () => {
    expect(checkEntries([{ word: '  Битрикс24 ', variants: ['бит\n рикс', 'Бит рикс', ' '] }])).toEqual([
      entry('Битрикс24', 'Бит рикс'),
    ]);
  });

  it.each([
    ['no list', { word: 'а' }, 'не список'],
    ['an empty word', [{ word: ' ' }], 'Строка 1: слово пустое'],
    ['marks only', [{ word: '—' }], 'ни букв, ни цифр'],
    ['a word that is too long', [{ word: 'а'.repeat(101) }], 'длиннее 100'],
    ['too many words in one', [{ word: 'а б в г д е' }], 'больше 5 слов'],
    ['too many variants', [{ word: 'а', variants: Array.from({ length: 51 }, (_, i) => `б${i}`) }], 'больше 50'],
    ['too many entries', Array.from({ length: 2001 }, (_, i) => ({ word: `а${i}` })), 'не больше 2000'],
    ['a word twice', [{ word: 'Семён' }, { word: 'семен' }], 'дважды'],
    ['a circle', [entry('кот', 'кит'), entry('кит', 'кот')], 'по кругу'],
    ['a chain', [entry('кот', 'кит'), entry('рот', 'кот')], 'по кругу'],
    ['a variant of two words', [entry('кот', 'код'), entry('год', 'код')], 'для двух слов'],
  ])('is refused with %s', (_name, input, reason) => expect(reasonOf(input)).toContain(reason));

  it('merges: a known word gets the new variants as well', () => {
    expect(mergeEntries([entry('Битрикс24', 'битрикс')], [entry('битрикс24', 'бит рикс'), entry('Сфера')])).toEqual([
      entry('битрикс24', 'битрикс', 'бит рикс'),
      entry('Сфера'),
    ]);
  });

  it('says what to listen for', () => {
    const silent = { ...entry('Альфа', 'альпа'), isBoosted: false };
    expect(spokenWords([entry('Битрикс24', 'битрикс'), silent])).toEqual(['Битрикс24', 'битрикс']);
  });
});

describe('files', () => {
  const entries = [
    entry('Битрикс24', 'битрикс', 'бит рикс'),
    { word: '=СУММ(А1)', variants: ['+7 девятьсот'], isBoosted: false },
    entry('ООО "Рога; копыта"'),
  ];

  it('bring the same words back', () => {
    expect(readVocabularyJson(writeVocabularyJson(entries))).toEqual(entries);
    expect(readVocabularyCsv(writeVocabularyCsv(entries))).toEqual(entries);
  });

  it('hold no formulas', () => {
    const table = writeVocabularyCsv(entries);
    expect(table).toMatch(/^\uFEFFСлово;Варианты;Узнавать\n/);
    expect(table).toContain("'=СУММ(А1);'+7 девятьсот;нет");
    expect(table).not.toMatch(/(^|;)[=+@-]/m);
  });

  it('may be tables with commas or tabs, without a heading or the last columns', () => {
    expect(readVocabularyCsv('Битрикс24,битрикс|бит рикс\r\nСфера\r\n\r\n')).toEqual([
      entry('Битрикс24', 'битрикс', 'бит рикс'),
      entry('Сфера'),
    ]);
    expect(readVocabularyCsv('слово\tварианты\nСфера\tсвера')).toEqual([entry('Сфера', 'свера')]);
  });

  it.each(['{', '{"format":"other"}', '[]'])('that are no vocabulary are refused: %s', (text) =>
    expect(() => readVocabularyJson(text)).toThrow('input.invalid'),
  );

  it('that are no table are refused', () => {
    expect(() => readVocabularyCsv('"незакрытая кавычка')).toThrow('input.invalid');
    expect(() => readVocabularyCsv(`${'а'.repeat(20_000)}\n`)).toThrow('input.invalid');
  });
});
