import path from 'node:path';
import type { App } from '#core/app.ts';
import { writeReport } from '#core/app.ts';
import { startDemoPortal } from '#core/demo/index.ts';
import { addDays, dayOf, periodInUtc } from '#core/domain/period.ts';
import { createPortal } from '#core/portal/index.ts';
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

const SOURCE = 'demo';
/** The demo's calls lie within the last days before today. */
const DEMO_DAYS = 7;

/** The demo portal is on this computer and belongs to nobody else: no need to be gentle. */
const DEMO_LIMITS = { burst: 50, requestsPerSecond: 50 };

/** `razbor demo`: the main job on bundled calls, offline: pull, transcribe, analyse, report. */
export async function demo(context: CommandContext, options: Options): Promise<ExitCode> {
  const own = demoContext(context, options);
  const outDir = path.resolve(options.out ?? path.join(own.dataDir, 'reports'));
  const { summary, htmlFile, totals } = await own.withApp(async (app) => {
    const done = await prepareDemo(own, app);
    const report = app.buildReport(demoPeriod(own));
    const [file] = await writeReport(report, path.join(outDir, 'report.html'), own.resources);
    return { summary: done, htmlFile: file!, totals: report.totals };
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

/** First and last day of the demo's calls. */
export function demoPeriod({ clock, timeZone }: Pick<CommandContext, 'clock' | 'timeZone'>) {
  const to = dayOf(clock.now(), timeZone);
  return { from: addDays(to, -DEMO_DAYS), to };
}

/** Pulls the demo's calls over the portal's protocol and processes them; what is done already is not done again. */
export async function prepareDemo(context: CommandContext, app: App) {
  const { clock, output, signal, timeZone } = context;
  output.progress('Учебный портал запускается…');
  const demoPortal = await startDemoPortal({ now: clock.now() });
  const portal = createPortal({
    webhookUrl: demoPortal.webhookUrl,
    caFile: demoPortal.caFile,
    clock,
    logger: context.logger(),
    limits: DEMO_LIMITS,
    source: SOURCE,
  });
  try {
    const { fromUtc, toUtc } = periodInUtc(demoPeriod(context), timeZone);
    const pulled = await app.pull({
      portal,
      source: SOURCE,
      from: fromUtc,
      to: toUtc,
      signal,
      onProgress: ({ recordingsDone, recordingsTotal }) =>
        output.progress(`Загрузка записей: ${recordingsDone} из ${recordingsTotal}`),
    });
    const processed = await runProcessing(context, app, {});
    return { ...processed, calls: pulled.calls, failed: [...pulled.failed, ...processed.failed] };
  } finally {
    portal.close();
    await demoPortal.close();
  }
}
