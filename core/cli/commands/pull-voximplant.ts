/** `razbor pull --source voximplant`. */

import { AppError } from '#core/errors.ts';
import type { PullProgress } from '#core/pipeline/index.ts';
import { createProviderDownloads } from '#core/portal/index.ts';
import { createVoximplant } from '#core/voximplant/index.ts';
import type { CommandContext } from '../context.ts';
import { proxiesOf } from '../way-out.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failuresText, recordingsText } from '../wording.ts';

export interface VoximplantCommand {
  /** Instants in UTC; null: what is new since the last time. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly onProgress: (progress: PullProgress) => void;
}

/** Account and key come from the environment: what stands on a command line can be seen by everybody on the computer. */
export async function pullFromVoximplant(
  context: CommandContext,
  { period, onProgress }: VoximplantCommand,
): Promise<ExitCode> {
  const { env, output, clock, signal } = context;
  const { RAZBOR_VOXIMPLANT_ACCOUNT: accountId = '', RAZBOR_VOXIMPLANT_KEY: apiKey = '' } = env;
  if (!/^\d{1,15}$/u.test(accountId) || apiKey === '')
    throw new AppError('input.invalid', {
      reason: 'Укажите номер аккаунта и ключ: переменные RAZBOR_VOXIMPLANT_ACCOUNT и RAZBOR_VOXIMPLANT_KEY.',
    });
  const source = `voximplant:${accountId}`;
  const logger = context.logger();
  const apiUrl = env.RAZBOR_VOXIMPLANT_API;
  const allowedHosts = env.RAZBOR_VOXIMPLANT_RECORD_HOSTS?.split(',') ?? [];
  const summary = await context.withApp(async (app) => {
    app.network.assertOnline();
    const common = { clock, logger, proxies: await proxiesOf(context, app) };
    const place = apiUrl === undefined ? {} : { apiUrl };
    const voximplant = createVoximplant({ ...common, ...place, accountId, apiKey, source });
    const downloads = createProviderDownloads({ ...common, secrets: [apiKey], allowedHosts });
    const work = { voximplant, downloads, source, signal, onProgress };
    try {
      return await (period === null ? app.syncVoximplant(work) : app.pullVoximplant({ ...work, ...period }));
    } finally {
      downloads.close();
      await voximplant.close();
    }
  });
  const { calls, newCalls, newRecordings, waiting, unreadableRows, failed } = summary;
  const found = period === null ? `Новых звонков: ${newCalls}` : `Звонков за период: ${calls}`;
  const lines = [`${found}. Загружено: ${recordingsText(newRecordings)}.`];
  if (waiting > 0) lines.push(`Ещё не появились: ${recordingsText(waiting)}; следующая загрузка проверит снова.`);
  if (unreadableRows > 0) lines.push(`Непонятных строк истории пропущено: ${unreadableRows}.`);
  if (failed.length > 0) lines.push(`Не удалось (${failed.length}):\n${failuresText(failed)}`);
  output.result(summary, [...lines, 'Дальше: razbor process'].join('\n'));
  return failed.length > 0 ? EXIT.doneInPart : EXIT.done;
}
