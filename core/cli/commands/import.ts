import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type NamePatternChoice, READY_PATTERNS } from '#core/folder-source/index.ts';
import { AppError } from '#core/errors.ts';
import type { ImportSummary } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failuresText, recordingsText } from '../wording.ts';
import { previewNames, watch } from './import-watch.ts';

export interface ImportCliOptions extends CommonOptions {
  readonly pattern?: string;
  readonly managers?: string;
  readonly preview?: boolean;
  readonly watch?: boolean;
  readonly process?: boolean;
  readonly poll?: boolean;
  readonly settle?: number;
}

/** What every way of importing gets from the options. */
export interface NameOptions {
  readonly pattern: NamePatternChoice;
  readonly managers: Readonly<Record<string, string>>;
}

/** `razbor import PATH...`: adds recordings from files and folders. */
export async function importRecordings(
  context: CommandContext,
  options: ImportCliOptions,
  args: string[],
): Promise<ExitCode> {
  const paths = args.map((given) => path.resolve(given));
  const names: NameOptions = { pattern: choiceOf(options.pattern), managers: await readManagers(options.managers) };
  if (options.preview) return await previewNames(context, paths, names);
  if (options.watch) return await watch(context, { ...options, paths, names });
  return await importOnce(context, paths, names);
}

async function importOnce(context: CommandContext, paths: readonly string[], names: NameOptions): Promise<ExitCode> {
  const { output, signal } = context;
  const onProgress = (done: number, total: number): void => output.progress(`Добавлено ${done} из ${total}`);
  const summary = await context.withApp((app) => app.importFiles({ ...names, paths, signal, onProgress }));
  output.result(summary, [...importedLines(summary), 'Дальше: razbor process'].join('\n'));
  if (summary.failed.length === 0) return EXIT.done;
  return summary.imported + summary.alreadyThere > 0 ? EXIT.doneInPart : EXIT.failed;
}

const NAMES_TO_SHOW = 5;

/** What an import did, a fact a line. */
export function importedLines({ imported, alreadyThere, patternTitle, timeFromFile, failed }: ImportSummary): string[] {
  const lines = [`Добавлено: ${recordingsText(imported)}.`];
  if (alreadyThere > 0) lines.push(`Уже были: ${recordingsText(alreadyThere)}.`);
  if (patternTitle !== null) lines.push(`Имена прочитаны по шаблону: ${patternTitle}.`);
  if (timeFromFile.length > 0) {
    const shown = timeFromFile.slice(0, NAMES_TO_SHOW).join(', ');
    const more = timeFromFile.length > NAMES_TO_SHOW ? ' и другие' : '';
    lines.push(`Дата взята из времени файла, потому что в имени её нет (${timeFromFile.length}): ${shown}${more}.`);
  }
  if (failed.length > 0) lines.push(`Не удалось (${failed.length}):\n${failuresText(failed)}`);
  return lines;
}

/** `auto`, `none`, the id of a ready pattern, or a template of one's own. */
function choiceOf(text: string | undefined): NamePatternChoice {
  if (text === undefined || text === 'auto') return { kind: 'auto' };
  if (text === 'none') return { kind: 'none' };
  if (text.includes('{')) return { kind: 'template', template: text };
  if (READY_PATTERNS.some(({ id }) => id === text)) return { kind: 'ready', id: text };
  const ids = READY_PATTERNS.map(({ id, example }) => `  ${id} — ${example}`).join('\n');
  throw new AppError('input.invalid', {
    reason: `Нет шаблона «${text}». Напишите свой, например {date}_{time}_{direction}_{phone}_{manager}, или выберите готовый:\n${ids}`,
  });
}

const MAX_MANAGERS_BYTES = 1024 * 1024;

/** `101=Олег,102=Анна`, or a file with one `101=Олег` a line. @throws input.invalid */
async function readManagers(given: string | undefined): Promise<Readonly<Record<string, string>>> {
  if (given === undefined) return {};
  const text = given.includes('=') ? given.replaceAll(',', '\n') : await readSmallFile(path.resolve(given));
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line, at) => {
      const [extension = '', ...name] = line.split(/[=;]/u).map((piece) => piece.trim());
      if (!/^\d{1,6}$/u.test(extension) || name.join('') === '')
        throw new AppError('input.invalid', { reason: `Менеджеры, строка ${at + 1}: нужно вида 101=Олег Иванов.` });
      return [extension, name.join(' ')];
    }),
  );
}

async function readSmallFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('file.not-found', { path: path.basename(file) }, { cause });
  });
  if (text.length > MAX_MANAGERS_BYTES) throw new AppError('file.unreadable', { path: path.basename(file) });
  return text;
}
