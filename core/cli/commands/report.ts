import path from 'node:path';
import { reportFrom, writeReport } from '#core/app.ts';
import { AppError } from '#core/errors.ts';
import { maskReport } from '#core/reports/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

interface Options extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly out: string;
  readonly mask?: boolean;
}

/** `razbor report`: writes the report of a period; works beside an open window. */
export async function report(context: CommandContext, options: Options): Promise<ExitCode> {
  if (options.from > options.to) throw new AppError('input.invalid', { reason: 'Первый день позже последнего.' });
  const full = reportFrom(context, { from: options.from, to: options.to });
  const shown = options.mask ? maskReport(full) : full;
  const [htmlFile, jsonFile] = await writeReport(shown, path.resolve(options.out), context.resources);
  context.output.result(
    { html: htmlFile, json: jsonFile, totals: shown.totals },
    `Отчёт: ${htmlFile}\nДанные: ${jsonFile}`,
  );
  return EXIT.done;
}
