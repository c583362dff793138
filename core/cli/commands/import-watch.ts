/** `razbor import --preview` and `razbor import --watch`. */

import { describeError } from '#core/texts/errors.ts';
import { AppError } from '#core/errors.ts';
import type { WatchState } from '#core/pipeline/index.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failuresText, recordingsText } from '../wording.ts';
import type { NameOptions } from './import-names.ts';
import { runProcessing } from './process.ts';

/** Shows what names tell, and imports nothing. */
export async function previewNames(
  { output, timeZone }: CommandContext,
  paths: readonly string[],
  names: NameOptions,
): Promise<ExitCode> {
  const { previewFolder } = await import('#core/pipeline/index.ts');
  const preview = await previewFolder(onlyFolder(paths, '--preview'), { ...names, timeZone });
  const lines = [`Распознано ${preview.recognised} из ${preview.files}.`];
  if (preview.patternTitle !== null) lines.push(`Шаблон: ${preview.patternTitle}.`);
  for (const { fileName, startedAt, direction, phone, manager } of preview.samples) {
    const when = startedAt === null ? null : new Date(startedAt).toLocaleString('ru', { timeZone });
    const way = direction === null ? null : direction === 'in' ? 'входящий' : 'исходящий';
    lines.push(`  ${fileName} → ${[when, way, phone, manager].filter((fact) => fact !== null).join(', ')}`);
  }
  if (preview.unrecognised.length > 0) lines.push(`Не распознаны, например: ${preview.unrecognised.join(', ')}.`);
  if (preview.extensions.length > 0) lines.push(`Внутренние номера: ${preview.extensions.join(', ')} (--managers).`);
  if (preview.hasTable) lines.push('В папке есть таблица calls.csv: она главнее имён.');
  output.result(preview, lines.join('\n'));
  return EXIT.done;
}

export interface WatchCommand {
  readonly paths: readonly string[];
  readonly names: NameOptions;
  /** Also transcribe and analyse what came. */
  readonly process?: boolean;
  readonly poll?: boolean;
  /** In seconds. */
  readonly settle?: number;
}

/** Watches until it is told to end; that is how a watch ends well. */
export async function watch(context: CommandContext, { paths, names, ...options }: WatchCommand): Promise<ExitCode> {
  const { output, signal } = context;
  const folder = onlyFolder(paths, '--watch');
  const states: WatchState[] = [];
  await context.withApp((app) =>
    app.watchFolder({
      ...names,
      folder,
      signal,
      isPolling: options.poll ?? false,
      ...(options.settle === undefined ? {} : { settleMs: options.settle * 1_000 }),
      onState: (next) => {
        output.progress(stateLine(next));
        states[0] = next;
      },
      onImported: async ({ imported }) => {
        output.say(`Добавлено: ${recordingsText(imported)}.`);
        if (options.process) await runProcessing(context, app, {});
      },
    }),
  );
  const { imported, failed } = states[0] ?? { imported: 0, failed: [] };
  const failures = failed.length > 0 ? `\nНе удалось (${failed.length}):\n${failuresText(failed)}` : '';
  output.result({ imported, failed }, `Наблюдение закончено. Добавлено: ${recordingsText(imported)}.${failures}`);
  return failed.length > 0 ? EXIT.doneInPart : EXIT.done;
}

function stateLine({ kind, imported, failed, error }: WatchState): string {
  const counted = `Добавлено: ${recordingsText(imported)}${failed.length > 0 ? `, не удалось: ${failed.length}` : ''}.`;
  if (kind === 'unavailable') return `Папка недоступна, жду её возвращения. ${counted}`;
  if (kind === 'waiting' && error !== null) return `${describeError(error).title}. Попробую снова. ${counted}`;
  return kind === 'importing'
    ? `Добавляю новые записи… ${counted}`
    : `Наблюдаю за папкой. ${counted} Закончить: Ctrl-C`;
}

function onlyFolder(paths: readonly string[], option: string): string {
  const [folder, ...more] = paths;
  if (folder !== undefined && more.length === 0) return folder;
  throw new AppError('input.invalid', { reason: `С ${option} нужна одна папка.` });
}
