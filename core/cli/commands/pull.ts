import { periodInUtc } from '#core/domain/period.ts';
import { AppError, toAppError } from '#core/errors.ts';
import type { PullProgress, PullSummary } from '#core/pipeline/index.ts';
import { parseWebhook } from '#core/portal/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { followMove } from '../portal-move.ts';
import { openChosenPortal, type PortalChoice } from '../portal-source.ts';
import { createTimeLeft } from '../time-left.ts';
import { callsText, failuresText, recordingsText } from '../wording.ts';
import { pullFromVoximplant } from './pull-voximplant.ts';

interface Options extends CommonOptions, PortalChoice {
  readonly from?: string;
  readonly to?: string;
  readonly source?: 'portal' | 'voximplant';
  readonly transcripts?: boolean;
  readonly acceptMove?: boolean;
}

/** `razbor pull`: brings the calls of a period from the portal, or without a period what is new since the last time. */
export async function pull(context: CommandContext, options: Options): Promise<ExitCode> {
  const { output, signal, timeZone } = context;
  const period = periodOf(options, timeZone);
  if (options.source === 'voximplant')
    return await pullFromVoximplant(context, { period, onProgress: progressLine(context) });
  const { summary, movedTo } = await context.withApp(async (app) => {
    const pullFrom = async (choice: PortalChoice): Promise<PullSummary> => {
      const { portal, source } = await openChosenPortal(context, app, choice);
      const withTranscripts = options.transcripts === true;
      const work = { portal, source, signal, withTranscripts, onProgress: progressLine(context) };
      try {
        return await (period === null ? app.sync(work) : app.pull({ ...work, ...period }));
      } finally {
        portal.close();
      }
    };
    try {
      return { summary: await pullFrom(options), movedTo: null };
    } catch (thrown) {
      if (!options.acceptMove) throw thrown;
      const choice = await followMove(context, app, { choice: options, moved: toAppError(thrown) });
      return { summary: await pullFrom(choice), movedTo: parseWebhook(choice.portal).host };
    }
  });
  const lines = [...summaryLines(summary, period !== null)];
  if (movedTo !== null) lines.push(`Портал теперь ${movedTo}: дальше указывайте вебхук с этим адресом.`);
  lines.push('Дальше: razbor process');
  output.result({ ...summary, movedTo }, lines.join('\n'));
  return summary.failed.length > 0 ? EXIT.doneInPart : EXIT.done;
}

function summaryLines(summary: PullSummary, isPeriod: boolean): string[] {
  const { calls, newCalls, newRecordings, waiting, unreadableRows, removed, hasCrm, failed } = summary;
  const found = isPeriod ? `Звонков за период: ${calls}` : `Новых звонков: ${newCalls}`;
  const lines = [`${found}. Загружено: ${recordingsText(newRecordings)}.`];
  if (waiting > 0)
    lines.push(`Ещё не появились на портале: ${recordingsText(waiting)}; следующая загрузка проверит снова.`);
  if (!hasCrm) lines.push('Имена клиентов и сделки не прочитаны: вебхуку нужно разрешение crm и право читать CRM.');
  if (removed > 0) lines.push(`Удалены на портале, здесь сохранены: ${callsText(removed)}.`);
  if (unreadableRows > 0) lines.push(`Непонятных строк статистики пропущено: ${unreadableRows}.`);
  if (summary.isOnlyOwn) lines.push(ONLY_OWN);
  const { portalTranscripts } = summary;
  if (portalTranscripts?.isReadable === false)
    lines.push('Расшифровки самого портала не прочитаны: их нет на этом портале или не хватает прав.');
  else if (portalTranscripts) lines.push(`Расшифровок самого портала: ${portalTranscripts.fetched}.`);
  if (failed.length > 0) lines.push(`Не удалось (${failed.length}):\n${failuresText(failed)}`);
  return lines;
}

const ONLY_OWN =
  'Во всех звонках участвует только владелец вебхука. Если звонят и другие сотрудники, их звонки от него скрыты: ' +
  'создайте вебхук от имени администратора.';

/** @returns instants in UTC, or null when neither day was given @throws input.invalid for one day without the other */
function periodOf({ from, to }: Options, timeZone: string): { readonly from: string; readonly to: string } | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined)
    throw new AppError('input.invalid', {
      reason: 'Укажите оба дня, --from и --to, или ни одного: тогда загружается новое с прошлого раза.',
    });
  const { fromUtc, toUtc } = periodInUtc({ from, to }, timeZone);
  return { from: fromUtc, to: toUtc };
}

/** Says where the pull stands and how long it will take at the present pace. */
function progressLine({ clock, output }: CommandContext): (progress: PullProgress) => void {
  const listing = createTimeLeft(clock);
  const fetching = createTimeLeft(clock);
  return ({ callsListed, callsRemaining, recordingsDone, recordingsTotal }) => {
    const found = `Найдено: ${callsText(callsListed)}`;
    if (recordingsTotal === 0) {
      const left = callsRemaining === null ? '' : `, на портале ещё ${callsRemaining}`;
      output.progress(`${found}${left}${listing(callsListed, callsRemaining ?? 0)}`);
      return;
    }
    const left = fetching(recordingsDone, recordingsTotal - recordingsDone);
    output.progress(`${found}. Записей: ${recordingsDone} из ${recordingsTotal}${left}`);
  };
}
