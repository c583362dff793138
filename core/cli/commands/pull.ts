import path from 'node:path';
import { periodInUtc } from '#core/domain/period.ts';
import { createPortal } from '#core/portal/index.ts';
import { AppError } from '#core/errors.ts';
import { describeError } from '#core/texts/errors.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { callsText, failuresText, recordingsText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly portal?: string;
  readonly ca?: string;
}

/** `razbor pull`: brings the calls of a period from the portal. */
export async function pull(context: CommandContext, options: Options): Promise<ExitCode> {
  const { env, output, clock, signal, timeZone } = context;
  const webhookUrl = options.portal ?? env.RAZBOR_WEBHOOK;
  if (webhookUrl === undefined) {
    throw new AppError('input.invalid', { reason: 'Укажите вебхук: --portal или переменная RAZBOR_WEBHOOK.' });
  }
  const portal = createPortal({
    webhookUrl,
    ...(options.ca === undefined ? {} : { caFile: path.resolve(options.ca) }),
    clock,
    logger: context.logger(),
    onStatus: (status) => {
      if (status.kind !== 'waiting') return;
      const seconds = Math.max(1, Math.round((status.untilMs - clock.now()) / 1000));
      const { title } = describeError({ code: status.reason, details: {} });
      output.progress(`${title}. Следующая попытка через ${seconds} с…`);
    },
  });
  try {
    const { fromUtc, toUtc } = periodInUtc(options, timeZone);
    const summary = await context.withApp((app) =>
      app.pull({
        portal,
        source: `portal:${portal.host}`,
        from: fromUtc,
        to: toUtc,
        signal,
        onProgress: ({ callsListed, recordingsDone, recordingsTotal }) =>
          output.progress(`Найдено: ${callsText(callsListed)}. Записей: ${recordingsDone} из ${recordingsTotal}`),
      }),
    );
    const { calls, newRecordings, waiting, unreadableRows, failed } = summary;
    const lines = [`Звонков за период: ${calls}. Загружено: ${recordingsText(newRecordings)}.`];
    if (waiting > 0)
      lines.push(`Ещё не появились на портале: ${recordingsText(waiting)}; следующая загрузка проверит снова.`);
    if (unreadableRows > 0) lines.push(`Непонятных строк статистики пропущено: ${unreadableRows}.`);
    if (failed.length > 0) lines.push(`Не удалось (${failed.length}):\n${failuresText(failed)}`);
    lines.push('Дальше: razbor process');
    output.result(summary, lines.join('\n'));
    return failed.length > 0 ? EXIT.doneInPart : EXIT.done;
  } finally {
    portal.close();
  }
}
