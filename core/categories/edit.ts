/** Changes to a set of categories. Pure: every function returns a new set and loses no phrase. */

import type { Category } from '#core/domain/category.ts';
import { BUILTIN_CATEGORIES, UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import { AppError } from '#core/errors.ts';
import { builtinIdOf, CATEGORY_LIMITS, joinCategories } from './format.ts';
import type { FileCategory } from './format.ts';
import { plainText } from './texts.ts';

/** What an import did, by name. */
export interface ImportOutcome {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
}

/** The set with every standard category in it, those first; a set of another program version may miss some. */
export function completeSet(categories: readonly Category[]): Category[] {
  const known = new Map(categories.map((category) => [category.id, category]));
  const builtin = BUILTIN_CATEGORIES.map((category) => ({ ...category, ...known.get(category.id), isBuiltin: true }));
  const own = categories.filter(({ id }) => !BUILTIN_CATEGORIES.some((category) => category.id === id));
  return [...builtin, ...own.map((category) => ({ ...category, isBuiltin: false }))];
}

/**
 * Adds the category, or replaces the one with its id.
 * @throws `input.invalid` when another category has its name, or there are too many
 */
export function putCategory(categories: readonly Category[], category: Category): Category[] {
  if (category.id === UNKNOWN_CATEGORY_ID) throw invalid('Это имя занято для возражений вне категорий');
  const namesake = categories.find(
    ({ id, name }) => id !== category.id && plainText(name) === plainText(category.name),
  );
  if (namesake) throw invalid(`Категория «${namesake.name}» уже есть: измените её или объедините обе`);
  const at = categories.findIndex(({ id }) => id === category.id);
  if (at < 0 && categories.length >= CATEGORY_LIMITS.categories)
    throw invalid(`Категорий не может быть больше ${CATEGORY_LIMITS.categories}`);
  return at < 0 ? [...categories, category] : categories.with(at, category);
}

/** @throws `input.invalid` for a standard or an unknown category */
export function removeCategory(categories: readonly Category[], id: string): Category[] {
  const found = known(categories, id);
  if (found.isBuiltin) throw invalid('Встроенную категорию нельзя удалить, её можно выключить');
  return categories.filter((category) => category.id !== id);
}

/** Moves the phrases of `from` into `into` and removes `from`. @throws `input.invalid` */
export function mergeCategories(categories: readonly Category[], from: string, into: string): Category[] {
  if (from === into) throw invalid('Категорию нельзя объединить с ней самой');
  const merged = joinCategories(known(categories, into), known(categories, from));
  return removeCategory(categories, from).map((category) => (category.id === into ? merged : category));
}

/** Adds what a file holds: phrases are added, name, advice and switch are taken from the file, nothing is removed. */
export function importCategories(
  categories: readonly Category[],
  imported: readonly FileCategory[],
): { categories: Category[]; outcome: ImportOutcome } {
  let result = [...categories];
  const outcome = { added: [] as string[], changed: [] as string[], unchanged: [] as string[] };
  for (const file of imported) {
    const wanted = builtinIdOf(file) ?? file.id;
    const existing = result.find(({ id, name }) => id === wanted || plainText(name) === plainText(file.name));
    const category = existing
      ? joinCategories(
          { ...existing, isEnabled: file.isEnabled, recommendation: file.recommendation || existing.recommendation },
          file,
        )
      : { ...file, id: wanted ?? freshId(result, file.name), isBuiltin: false };
    const isSame = JSON.stringify(category) === JSON.stringify(existing);
    outcome[existing ? (isSame ? 'unchanged' : 'changed') : 'added'].push(category.name);
    result = putCategory(result, category);
  }
  return { categories: result, outcome };
}

/** An id in the letters of the name that no category has yet. */
export function freshId(categories: readonly Pick<Category, 'id'>[], name: string): string {
  const taken = new Set([
    UNKNOWN_CATEGORY_ID,
    ...BUILTIN_CATEGORIES.map(({ id }) => id),
    ...categories.map(({ id }) => id),
  ]);
  const base = plainText(name).replaceAll(' ', '-').slice(0, 60) || 'category';
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

function known(categories: readonly Category[], id: string): Category {
  const found = categories.find((category) => category.id === id);
  if (!found) throw invalid('Такой категории нет');
  return found;
}

const invalid = (reason: string): AppError => new AppError('input.invalid', { reason });
