/** Reports as files: the page with its data beside it, and spreadsheets made of that data. */

import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '#core/domain/report.ts';
import type { ReportBuild } from '#core/domain/stored-report.ts';
import { writeAtomically, writeTogether } from '#core/pipeline/index.ts';
import { readReportFigures, readReportPage, renderReportHtml, reportJson, toCsv } from '#core/reports/index.ts';
import { makeXlsx } from './make-xlsx.ts';
import type { Resources } from '#core/resources.ts';
import { inTurns } from '#core/turns.ts';

export interface WriteOptions extends Pick<Resources, 'reportPageDir'> {
  readonly signal: AbortSignal;
  readonly onProgress: (state: ReportBuild) => void;
}

/**
 * Writes `report.html` as `htmlFile` and `report.json` beside it: both, or neither.
 * @returns their paths
 * @throws job.cancelled when the signal aborts, disk.full, file.unreadable
 */
export async function writeReport(
  report: Report,
  htmlFile: string,
  { reportPageDir, signal, onProgress }: WriteOptions,
): Promise<readonly [html: string, json: string]> {
  const page = await readReportPage(reportPageDir);
  const { dir, name } = path.parse(htmlFile);
  const jsonFile = path.join(dir, `${name}.json`);
  await mkdir(dir, { recursive: true });
  const callsTotal = report.calls.length;
  // Both files are written at the same time, about a call at a time.
  const told = (done: number): void =>
    onProgress({ stage: 'files', callsDone: Math.min(done, callsTotal), callsTotal });
  await writeTogether([
    [htmlFile, inTurns(renderReportHtml(report, page), { signal })],
    [jsonFile, inTurns(reportJson(report), { signal, onProgress: told })],
  ]);
  return [htmlFile, jsonFile];
}

/** Formats that a report is made into when somebody asks: few do. */
export type TableFormat = 'csv' | 'xlsx';

export interface TableOptions extends Pick<Resources, 'xlsxWorker'>, Pick<WriteOptions, 'signal' | 'onProgress'> {
  readonly file: string;
  readonly format: TableFormat;
}

/** Writes the tables of a report; the file is complete or absent. @throws as `writeReport` */
export async function writeTables(
  report: Report,
  { file, format, xlsxWorker, signal, onProgress }: TableOptions,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const callsTotal = report.calls.length;
  const told = (rows: number): void =>
    onProgress({ stage: 'files', callsDone: Math.min(rows, callsTotal), callsTotal });
  const work = { signal, onProgress: told };
  await writeAtomically(
    file,
    format === 'csv' ? inTurns(toCsv(report), work) : await makeXlsx(report, { ...work, xlsxWorker }),
  );
}

/** The figures of a report that was written; its transcripts are left behind. */
export async function readReport(jsonFile: string): Promise<Report> {
  await using handle = await open(jsonFile);
  return await readReportFigures(handle.readLines());
}
