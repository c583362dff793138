import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '#core/domain/report.ts';
import { REPORT_SECTIONS, type ReportRequest } from '#core/domain/report-request.ts';
import { AppError } from '#core/errors.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import { reportFrom, writeReport } from '#core/reporting.ts';
import { toCsv, toXlsx } from '#core/reports/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

interface Options extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly mask?: boolean;
  readonly agent?: string;
  readonly clips?: boolean;
  readonly transcripts: boolean;
}

/** `razbor report`: writes the report of a period; works beside an open window. */
export async function report(context: CommandContext, options: Options): Promise<ExitCode> {
  if (options.from > options.to) throw new AppError('input.invalid', { reason: 'Первый день позже последнего.' });
  const { dataDir, clock, timeZone, signal } = context;
  const made = await reportFrom(
    { dataDir, clock, timeZone, signal, logger: context.logger(), onProgress: () => undefined },
    requestOf(options),
  );
  const files = await write(made, path.resolve(options.out), context);
  context.output.result(
    { ...files, totals: made.totals },
    Object.values(files)
      .map((file) => `Отчёт: ${file}`)
      .join('\n'),
  );
  return EXIT.done;
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
  { resources }: CommandContext,
): Promise<Readonly<Record<string, string>>> {
  const ending = path.extname(file).toLowerCase();
  if (ending !== '.csv' && ending !== '.xlsx') {
    const [html, json] = await writeReport(made, file, resources);
    return { html: html!, json: json! };
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writeAtomically(file, ending === '.csv' ? toCsv(made) : await toXlsx(made));
  return { [ending.slice(1)]: file };
}
