import path from 'node:path';
import type { Report } from '#core/domain/report.ts';
import { REPORT_SECTIONS, type ReportRequest } from '#core/domain/report-request.ts';
import type { ReportBuild, ReportStage } from '#core/domain/stored-report.ts';
import { AppError } from '#core/errors.ts';
import { reportFrom, type TableOptions, type WriteOptions, writeReport, writeTables } from '#core/reporting/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { callsText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly mask?: boolean;
  readonly agent?: string;
  readonly clips?: boolean;
  readonly transcripts: boolean;
}

const STAGES: Readonly<Record<ReportStage, string>> = {
  calls: 'Собираем отчёт',
  clips: 'Вырезаем отрывки записей',
  files: 'Записываем файлы',
};

/** `razbor report`: writes the report of a period; works beside an open window. */
export async function report(context: CommandContext, options: Options): Promise<ExitCode> {
  if (options.from > options.to) throw new AppError('input.invalid', { reason: 'Первый день позже последнего.' });
  assertKnownEnding(options.out);
  const { dataDir, clock, timeZone, signal, output } = context;
  const onProgress = ({ stage, callsDone, callsTotal }: ReportBuild): void =>
    output.progress(`${STAGES[stage]}: ${callsDone} из ${callsText(callsTotal)}`);
  const work = { signal, onProgress };
  const logger = context.logger();
  const made = await reportFrom({ ...work, dataDir, clock, timeZone, logger }, requestOf(options));
  if (made.totals.calls === 0) output.say('За эти дни звонков нет: отчёт пустой.');
  const files = await write(made, path.resolve(options.out), { ...work, ...context.resources });
  output.result(
    { ...files, totals: made.totals },
    Object.values(files)
      .map((file) => `Отчёт: ${file}`)
      .join('\n'),
  );
  return EXIT.done;
}

/** A file that is no PDF opens nowhere under such a name. */
function assertKnownEnding(file: string): void {
  const ending = path.extname(file).toLowerCase();
  if (!/^\.[a-z]{2,5}$/u.test(ending) || ['.html', '.htm', '.csv', '.xlsx'].includes(ending)) return;
  throw new AppError('input.invalid', { reason: `Отчёт бывает .html, .csv или .xlsx, а не ${ending}.` });
}

function requestOf({ from, to, mask, agent, clips, transcripts }: Options): ReportRequest {
  return {
    period: { from, to },
    filter: agent === undefined ? {} : { agentId: agent },
    sections: REPORT_SECTIONS.filter((section) => transcripts || section !== 'transcripts'),
    masking: mask ? 'safe' : 'full',
    withClips: clips ?? false,
  };
}

/** The ending of the file's name says what it is; HTML has its data beside it. */
async function write(
  made: Report,
  file: string,
  work: WriteOptions & Pick<TableOptions, 'xlsxWorker'>,
): Promise<Readonly<Record<string, string>>> {
  const ending = path.extname(file).toLowerCase();
  if (ending !== '.csv' && ending !== '.xlsx') {
    const [html, json] = await writeReport(made, file, work);
    return { html, json };
  }
  const format = ending === '.csv' ? 'csv' : 'xlsx';
  await writeTables(made, { ...work, file, format });
  return { [format]: file };
}
