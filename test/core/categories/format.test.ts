import { describe, expect, it } from 'vitest';
import { completeSet, formatCategoryFile, importCategories, parseCategoryFile } from '#core/categories/index.ts';
import { BUILTIN_CATEGORIES, type Category } from '#core/domain/category.ts';

const own = (fields: Partial<Category> = {}): Category => ({
  id: 'season',
  name: 'Сезон',
  recommendation: 'Назначить звонок к сезону',
  examples: ['сейчас не сезон'],
  counterExamples: ['когда у вас сезон скидок'],
  keywords: ['межсезонье'],
  isEnabled: true,
  isBuiltin: false,
  ...fields,
});

const file = (categories: readonly object[]): string =>
  JSON.stringify({ format: 'razbor-categories', version: 1, exportedAt: '2026-11-21T00:00:00Z', categories });

const reasonOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return String((error as { details?: { reason?: unknown } }).details?.reason);
  }
  return 'accepted';
};

describe('a category file', () => {
  it('brings back what was exported', () => {
    const set = completeSet([own(), { ...BUILTIN_CATEGORIES[0]!, isEnabled: false, examples: ['кусается'] }]);
    const text = formatCategoryFile(set, '2026-11-21T00:00:00Z');
    const { categories } = importCategories(completeSet([]), parseCategoryFile(text));
    expect(categories).toEqual(set);
  });

  it('is read in the older form', () => {
    const [category] = parseCategoryFile('{"categories":{"Сезон":{"keywords":["сезон"],"recommendation":"Позже"}}}');
    expect(category).toMatchObject({ name: 'Сезон', keywords: ['сезон'], recommendation: 'Позже', isEnabled: true });
  });

  it('joins entries of one name and loses no phrase', () => {
    const [joined, ...rest] = parseCategoryFile(
      file([
        { name: 'Сезон', examples: ['не сезон', 'Не сезон!'] },
        { name: ' сезон ', examples: ['летом закрыты'], keywords: ['межсезонье'] },
      ]),
    );
    expect(rest).toEqual([]);
    expect(joined).toMatchObject({ examples: ['не сезон', 'летом закрыты'], keywords: ['межсезонье'] });
  });

  it('adds to categories that are there and tells what it did', () => {
    const { categories, outcome } = importCategories(
      completeSet([own()]),
      parseCategoryFile(
        file([
          { name: 'Сезон', examples: ['зимой не берём'] },
          { name: 'Высокая цена', enabled: false, examples: ['кусается'] },
          { name: 'Закон', keywords: ['запрещено'] },
        ]),
      ),
    );
    expect(outcome).toEqual({ added: ['Закон'], changed: ['Сезон', 'Высокая цена'], unchanged: [] });
    expect(categories.find(({ id }) => id === 'season')?.examples).toEqual(['сейчас не сезон', 'зимой не берём']);
    expect(categories.find(({ id }) => id === 'price')).toMatchObject({ isEnabled: false, isBuiltin: true });
    expect(new Set(categories.map(({ id }) => id)).size).toBe(categories.length);
  });

  it('keeps markup and formulas as the text they are', () => {
    const [category] = parseCategoryFile(file([{ name: '<b>=SUM(A1)</b>', examples: ['<script>alert(1)</script>'] }]));
    expect(category).toMatchObject({ name: '<b>=SUM(A1)</b>', examples: ['<script>alert(1)</script>'] });
  });

  it('cannot reach the prototype of objects', () => {
    expect(parseCategoryFile('{"categories":{"__proto__":{"keywords":["а"]}}}')).toEqual([]);
    expect('keywords' in {}).toBe(false);
  });

  it.each([
    ['no JSON', '{"categories":', 'не JSON'],
    ['another file', '{"format":"razbor-scorecard","version":1,"categories":[]}', 'не файл категорий'],
    ['a later version', '{"format":"razbor-categories","version":2,"categories":[]}', 'другой версией'],
    ['a list', '[]', 'не подходит'],
    ['a name without letters in sight', file([{ name: '\u200b' }]), 'невидимые знаки'],
    ['an id with a path in it', file([{ id: '../../etc', name: 'Путь' }]), 'id: буквы'],
    ['a phrase without end', file([{ name: 'Длинная', examples: ['а'.repeat(1001)] }]), 'фраза длиннее'],
    ['too many categories', file(Array.from({ length: 1001 }, (_, at) => ({ name: `К${at}` }))), 'больше 1000'],
    ['a huge file', ' '.repeat(10_000_001), 'больше 10 МБ'],
  ])('with %s is refused whole and says why', (_, text, reason) => {
    expect(reasonOf(() => parseCategoryFile(text))).toContain(reason);
  });
});
