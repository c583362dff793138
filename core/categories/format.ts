/**
 * Category files (interfaces.md): to pass categories on and to edit them by hand. The older form, an object of names with
 * keywords and a recommendation, is read too.
 */

import { z } from 'zod';
import type { Category } from '#core/domain/category.ts';
import { BUILTIN_CATEGORIES, UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import { AppError } from '#core/errors.ts';
import { distinctTexts, plainText } from './texts.ts';

export const CATEGORY_LIMITS = {
  characters: 10_000_000,
  categories: 1000,
  name: 120,
  recommendation: 2000,
  examples: 500,
  example: 1000,
  keywords: 300,
  keyword: 100,
} as const;

/** A category as a file names it; the id may be missing in files made by hand. */
export type FileCategory = Omit<Category, 'id'> & { readonly id: string | null };

const LIMITS = CATEGORY_LIMITS;
// Invisible and control characters have no place in a name and could make two names look the same.
const visible = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'пусто')
    .max(most, `длиннее ${most} знаков`)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u, 'невидимые знаки');
const phrases = (most: number, longest: number) =>
  z
    .array(z.string().max(longest, `фраза длиннее ${longest} знаков`))
    .max(most, `больше ${most} фраз`)
    .default([])
    .transform(distinctTexts);

const id = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,79}$/u, 'id: буквы, цифры, «_», «-», «.»');
const recommendation = z.string().trim().max(LIMITS.recommendation, 'рекомендация слишком длинная').default('');

export const categoryFields = z.object({
  name: visible(LIMITS.name),
  recommendation,
  examples: phrases(LIMITS.examples, LIMITS.example),
  counterExamples: phrases(LIMITS.examples, LIMITS.example),
  keywords: phrases(LIMITS.keywords, LIMITS.keyword),
});

const current = z.object({
  format: z.literal('razbor-categories', 'это не файл категорий Разбора'),
  version: z.literal(1, 'файл сделан другой версией программы'),
  categories: z
    .array(
      categoryFields.extend({
        id: id.nullish(),
        enabled: z.boolean().default(true),
        builtin: z.boolean().default(false),
      }),
    )
    .max(LIMITS.categories, `больше ${LIMITS.categories} категорий`),
});

const older = z.object({
  categories: z
    .record(visible(LIMITS.name), z.object({ keywords: categoryFields.shape.keywords, recommendation }))
    .refine((all) => Object.keys(all).length <= LIMITS.categories, `больше ${LIMITS.categories} категорий`),
});

/**
 * @param text a category file, from anywhere
 * @returns its categories; several of one id or name are one, with all their phrases
 * @throws `input.invalid` that names the first thing wrong; then nothing of the file is used
 */
export function parseCategoryFile(text: string): FileCategory[] {
  if (text.length > LIMITS.characters) throw invalid('файл категорий больше 10 МБ');
  const content = parseJson(text);
  const isCurrent = typeof content === 'object' && content !== null && 'format' in content;
  if (isCurrent) {
    const { categories } = checked(current.safeParse(content));
    return joined(
      categories.map(({ id: given, enabled, builtin, ...fields }) => ({
        ...fields,
        id: given === UNKNOWN_CATEGORY_ID ? null : (given ?? null),
        isEnabled: enabled,
        isBuiltin: builtin,
      })),
    );
  }
  const { categories } = checked(older.safeParse(content));
  return joined(
    Object.entries(categories).map(([name, fields]) => ({
      ...fields,
      id: null,
      name: name.trim(),
      examples: [],
      counterExamples: [],
      isEnabled: true,
      isBuiltin: false,
    })),
  );
}

/** The file of these categories: what `parseCategoryFile` reads. @param exportedAt instant in UTC */
export function formatCategoryFile(categories: readonly Category[], exportedAt: string): string {
  const listed = categories.map(({ isEnabled, isBuiltin, ...fields }) => ({
    ...fields,
    enabled: isEnabled,
    builtin: isBuiltin,
  }));
  return `${JSON.stringify({ format: 'razbor-categories', version: 1, exportedAt, categories: listed }, null, 2)}\n`;
}

/** A standard category is known by its name too: files made by hand have no ids. */
export function builtinIdOf({ id: given, name }: Pick<FileCategory, 'id' | 'name'>): string | null {
  const found = BUILTIN_CATEGORIES.find((known) => known.id === given || plainText(known.name) === plainText(name));
  return found?.id ?? null;
}

function joined(categories: readonly FileCategory[]): FileCategory[] {
  const result: FileCategory[] = [];
  for (const category of categories) {
    const at = result.findIndex((other) => isSame(other, category));
    const first = result[at];
    if (first) result[at] = joinCategories(first, category);
    else result.push(category);
  }
  return result;
}

const isSame = (a: FileCategory, b: FileCategory): boolean =>
  (a.id !== null && a.id === b.id) || plainText(a.name) === plainText(b.name);

/** @returns `first` with the phrases of both; no phrase is lost */
export function joinCategories<Item extends Omit<Category, 'id'>>(first: Item, second: Omit<Category, 'id'>): Item {
  return {
    ...first,
    recommendation: first.recommendation || second.recommendation,
    examples: distinctTexts([...first.examples, ...second.examples]),
    counterExamples: distinctTexts([...first.counterExamples, ...second.counterExamples]),
    keywords: distinctTexts([...first.keywords, ...second.keywords]),
  };
}

function checked<T>(parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // Our own messages are Russian; those of the library are not, and the place says enough.
  const message = /[а-я]/iu.test(issue?.message ?? '') ? issue?.message : '';
  const place = issue?.path.map((part) => (typeof part === 'number' ? `№ ${part + 1}` : String(part))).join(', ');
  throw invalid(`файл категорий не подходит: ${[place, message].filter(Boolean).join(': ') || 'формат'}`);
}

function parseJson(text: string): unknown {
  try {
    // Editors on Windows begin files with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw invalid(
      'Файл категорий — не JSON: нужен файл, сохранённый в «Категориях» или командой categories export.',
      error,
    );
  }
}

const invalid = (reason: string, cause?: unknown): AppError => new AppError('input.invalid', { reason }, { cause });
