/** How long a report of 10,000 stored calls takes, in all its formats, and how long it lets others wait. */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '#core/clock.ts';
import { addDays } from '#core/domain/period.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import { makeReport, readReport, writeReport, writeTables } from '#core/reporting/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { openStore } from '#core/store/index.ts';
import { buildTarget } from '../build.ts';
import { paceOf, printPace } from './longest-pause.ts';
import { FIRST_CALL_MS, storeCalls } from './stored-calls.ts';

const { reportPageDir, xlsxWorker } = resourcesIn(path.resolve(import.meta.dirname, '..', '..'));

/** @param calls 10,000 unless a shorter run is wanted */
export async function printReportSpeed(calls = Number(process.env['BENCH_CALLS'] ?? 10_000)): Promise<void> {
  await buildTarget('report');
  const folder = mkdtempSync(path.join(tmpdir(), 'razbor-reports-'));
  const store = openStore(folder, systemClock);
  try {
    await storeCalls(store, calls, { withWords: true });
    const from = new Date(FIRST_CALL_MS).toISOString().slice(0, 10);
    const whole = wholeReport({ from, to: addDays(from, 366) });
    const work = { signal: new AbortController().signal, onProgress: () => undefined };
    const logger = { log: () => undefined };
    const options = { ...work, store, clock: systemClock, timeZone: 'UTC', dataDir: folder, logger };
    const made = await paceOf(() => makeReport(options, whole));
    printPace(`${calls} calls read, scored and counted`, made);
    printPace('the same to be shared', await paceOf(() => makeReport(options, { ...whole, masking: 'safe' })));
    const file = path.join(folder, 'report.html');
    const written = await paceOf(() => writeReport(made.result, file, { ...work, reportPageDir }));
    const [html, json] = written.result;
    printPace(`HTML (${megabytes(html)}) and JSON (${megabytes(json)}) written`, written);
    const read = await paceOf(() => readReport(json));
    printPace('JSON read for a spreadsheet', read);
    for (const format of ['csv', 'xlsx'] as const) {
      const table = path.join(folder, `report.${format}`);
      const pace = await paceOf(() => writeTables(read.result, { ...work, file: table, format, xlsxWorker }));
      printPace(`${format} (${megabytes(table)}) written`, pace);
    }
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

const megabytes = (file: string): string => `${(statSync(file).size / 1e6).toFixed(1)} MB`;

if (process.argv[1] === import.meta.filename) await printReportSpeed();
