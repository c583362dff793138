import path from 'node:path';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failuresText, recordingsText } from '../wording.ts';

/** `razbor import PATH...`: adds recordings from files and folders. */
export async function importRecordings(
  context: CommandContext,
  _options: CommonOptions,
  args: string[],
): Promise<ExitCode> {
  const { output, signal } = context;
  const summary = await context.withApp((app) =>
    app.importFiles({
      paths: args.map((given) => path.resolve(given)),
      signal,
      onProgress: (done, total) => output.progress(`Добавлено ${done} из ${total}`),
    }),
  );
  const { imported, alreadyThere, failed } = summary;
  const lines = [`Добавлено: ${recordingsText(imported)}.`];
  if (alreadyThere > 0) lines.push(`Уже были: ${recordingsText(alreadyThere)}.`);
  if (failed.length > 0) lines.push(`Не удалось (${failed.length}):\n${failuresText(failed)}`);
  if (imported > 0) lines.push('Дальше: razbor process');
  output.result(summary, lines.join('\n'));
  if (failed.length === 0) return EXIT.done;
  return imported + alreadyThere > 0 ? EXIT.doneInPart : EXIT.failed;
}
