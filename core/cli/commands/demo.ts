import path from 'node:path';
import type { App } from '#core/app.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { writeReport } from '#core/reporting/index.ts';
import { demoPeriod, withDemoPortal } from '#core/services/index.ts';
import { createContext, type CommandContext, type CommonOptions } from '../context.ts';
import { demoDataFolder } from '../data-folder.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { callsText, failuresText } from '../wording.ts';
import { runProcessing } from './process.ts';

interface Options extends CommonOptions {
  readonly out?: string;
  readonly open: boolean;
}

/** `razbor demo`: the main job on bundled calls, offline: pull, transcribe, analyse, report. */
export async function demo(context: CommandContext, options: Options): Promise<ExitCode> {
  const own = demoContext(context, options);
  const outDir = path.resolve(options.out ?? path.join(own.dataDir, 'reports'));
  const { summary, htmlFile, totals } = await own.withApp(async (app) => {
    const done = await prepareDemo(own, app);
    const work = { signal: own.signal, onProgress: () => undefined };
    const report = await app.makeReport(wholeReport(demoPeriod(own)), work);
    const { reportPageDir } = own.resources;
    const [file] = await writeReport(report, path.join(outDir, 'report.html'), { ...work, reportPageDir });
    return { summary: done, htmlFile: file, totals: report.totals };
  });
  const { transcribed, failed } = summary;
  const lines = [
    `Учебных звонков: ${totals.calls}, расшифровано сейчас: ${callsText(transcribed)}, возражений: ${totals.objections}.`,
    ...(failed.length > 0 ? [`Не удалось (${failed.length}):\n${failuresText(failed)}`] : []),
    `Отчёт: ${htmlFile}`,
  ];
  context.output.result({ ...summary, report: htmlFile, totals }, lines.join('\n'));
  if (options.open) openInBrowser(htmlFile, context.platform);
  return failed.length > 0 ? EXIT.doneInPart : EXIT.done;
}

/** The context with the demo's own folder unless the user named one. */
export function demoContext(context: CommandContext, options: CommonOptions): CommandContext {
  return createContext(context, context.output, { ...options, data: options.data ?? demoDataFolder(context.dataDir) });
}

/** Pulls the demo's calls over the portal's protocol and processes them; what is done already is not done again. */
export async function prepareDemo(context: CommandContext, app: App) {
  const { clock, output, signal, timeZone } = context;
  output.progress('Учебный портал запускается…');
  return await withDemoPortal({ clock, logger: context.logger(), timeZone }, async ({ period, ...demoSource }) => {
    const pulled = await app.pull({
      ...demoSource,
      ...period,
      signal,
      onProgress: ({ recordingsDone, recordingsTotal }) =>
        output.progress(`Загрузка записей: ${recordingsDone} из ${recordingsTotal}`),
    });
    const processed = await runProcessing(context, app, {});
    return { ...processed, calls: pulled.calls, failed: [...pulled.failed, ...processed.failed] };
  });
}
