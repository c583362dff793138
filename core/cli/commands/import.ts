import path from 'node:path';
import type { ImportSummary } from '#core/pipeline/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failuresText, recordingsText } from '../wording.ts';
import { choiceOf, type NameOptions, readManagers } from './import-names.ts';
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
  const next = summary.imported > 0 ? ['Дальше: razbor process'] : [];
  output.result(summary, [...importedLines(summary), ...next].join('\n'));
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
