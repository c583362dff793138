import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  CATEGORY_LIMITS,
  completeSet,
  formatCategoryFile,
  importCategories,
  parseCategoryFile,
} from '#core/categories/index.ts';
import type { Category } from '#core/domain/category.ts';
import { AppError, hasSystemCode } from '#core/errors.ts';
import { settleStaleCalls, writeAtomically } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { callsText, plural } from '../wording.ts';

const categoriesText = (count: number): string => plural(count, ['категория', 'категории', 'категорий']);

/** `razbor categories list`: the categories of the data folder with how often each was found. */
export async function listCategories(context: CommandContext): Promise<ExitCode> {
  return context.withApp(({ store, settler }) => {
    const { version, categories } = settler.current();
    const counts = store.objectionScoring.callCounts();
    const listed = categories.map((category) => ({ ...category, calls: counts.get(category.id) ?? 0 }));
    const lines = listed.map(
      ({ name, isEnabled, isBuiltin, examples, calls }) =>
        `${isEnabled ? '+' : '-'} ${name}: ${callsText(calls)}, примеров ${examples.length}${isBuiltin ? '' : ', своя'}`,
    );
    context.output.result({ version, categories: listed }, [`Версия набора: ${version}`, ...lines].join('\n'));
    return Promise.resolve(EXIT.done);
  });
}

/** `razbor categories import`: adds what a file holds and brings stored calls up to date. */
export async function importFrom(context: CommandContext, _: CommonOptions, [file = '']: string[]): Promise<ExitCode> {
  const imported = parseCategoryFile(await readCategoryFile(file));
  return context.withApp(async ({ store, settler }) => {
    const { output, signal } = context;
    const { categories, outcome } = importCategories(settler.current().categories, imported);
    const { added, changed, unchanged } = outcome;
    if (added.length + changed.length > 0) {
      const note = `Из файла: новых ${added.length}, дополнено ${changed.length}`;
      store.transaction(() => store.categories.save(categories, note));
    }
    const onProgress = (done: number, total: number): void => output.progress(`Пересчитано: ${done} из ${total}`);
    const calls = await settleStaleCalls({ store, settler, signal, onProgress });
    const texts = [
      `Добавлено: ${categoriesText(added.length)}, дополнено: ${changed.length}, без изменений: ${unchanged.length}.`,
      `Пересчитано: ${callsText(calls)}.`,
    ];
    output.result({ ...outcome, calls }, texts.join('\n'));
    return EXIT.done;
  });
}

/** `razbor categories export`: writes all categories to a file. */
export async function exportTo(context: CommandContext, _: CommonOptions, [file = '']: string[]): Promise<ExitCode> {
  return context.withApp(async ({ settler }) => {
    const { categories } = settler.current();
    const target = path.resolve(file);
    await writeAtomically(target, formatCategoryFile(categories, new Date(context.clock.now()).toISOString()));
    const text = `Записано: ${categoriesText(categories.length)}. Файл: ${target}`;
    context.output.result({ categories: categories.length, output: target }, text);
    return EXIT.done;
  });
}

/** Standard categories with what a file adds to them. @throws file.not-found, input.invalid */
export async function categoriesOfFile(file: string): Promise<readonly Category[]> {
  return importCategories(completeSet([]), parseCategoryFile(await readCategoryFile(file))).categories;
}

/** Reads no more than a category file may hold. */
async function readCategoryFile(file: string): Promise<string> {
  const source = path.resolve(file);
  try {
    // A letter takes four bytes at most.
    if ((await stat(source)).size > CATEGORY_LIMITS.characters * 4)
      throw new AppError('input.invalid', { reason: 'файл категорий больше 10 МБ' });
    return await readFile(source, 'utf8');
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) throw new AppError('file.not-found', { path: source }, { cause: error });
    if (error instanceof Error && 'syscall' in error)
      throw new AppError('file.unreadable', { path: source }, { cause: error });
    throw error;
  }
}
