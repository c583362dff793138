import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '#core/errors.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import { BUILTIN_SCORECARD } from '#core/scorecards/index.ts';
import { en } from '#renderer/texts/en.ts';
import { ERRORS_EN } from '#renderer/texts/errors-en.ts';
import { ru } from '#renderer/texts/ru.ts';

const PLURAL = /_(one|few|many|other)$/;

/** Names of all texts, `a.b.c`; the plural forms of one text count as one. */
function namesOf(texts: object, prefix = ''): Set<string> {
  const names = Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? [...namesOf(value, `${prefix}${name}.`)]
      : [`${prefix}${name}`.replace(PLURAL, '')],
  );
  return new Set(names);
}

/** The values that a text is filled in with. */
function holesOf(texts: object, prefix = ''): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(texts).map(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? holesOf(value, `${prefix}${name}.`)
        : { [`${prefix}${name}`.replace(PLURAL, '')]: (String(value).match(/{{\w+/g) ?? []).sort() },
    ),
  ) as Record<string, string[]>;
}

describe('the texts of the screens', () => {
  it('are the same in both languages, with the same values to fill in', () => {
    const { category: _names, checklistNames: _english, ...english } = en;
    const { category: _none, checklistNames: _russian, ...russian } = ru;
    expect([...namesOf(english)].sort()).toEqual([...namesOf(russian)].sort());
    expect(holesOf(english)).toEqual(holesOf(russian));
  });

  it('have every plural form of their language', () => {
    const formsOf = (texts: object): Map<string, string[]> => {
      const keys = Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null ? Object.keys(value).map((key) => `${name}.${key}`) : [],
      );
      return Map.groupBy(
        keys.filter((key) => PLURAL.test(key)),
        (key) => key.replace(PLURAL, ''),
      );
    };
    for (const [, forms] of formsOf(ru)) expect(forms).toHaveLength(4);
    for (const [, forms] of formsOf(en)) expect(forms).toHaveLength(2);
  });

  it('name the whole built-in checklist in English', () => {
    const { stages, criticalErrors } = BUILTIN_SCORECARD;
    const { stage, criterion } = en.checklistNames;
    expect(Object.keys(stage)).toEqual(stages.map(({ id }) => id));
    const judged = [...stages.flatMap(({ criteria }) => criteria), ...criticalErrors];
    expect(Object.keys(criterion)).toEqual(judged.map(({ id }) => id));
  });

  it('name every built-in category and every error in English', () => {
    expect(Object.keys(en.category)).toEqual(expect.arrayContaining(BUILTIN_CATEGORIES.map((category) => category.id)));
    expect(Object.keys(ERRORS_EN).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });
});
