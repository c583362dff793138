/** Reports from a data folder: gathered from the store, built, written to files. */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { periodInUtc } from '#core/domain/period.ts';
import type { Report, ReportCall } from '#core/domain/report.ts';
import type { ReportRequest } from '#core/domain/report-request.ts';
import { writeAtomically } from '#core/pipeline/index.ts';
import { buildReport, maskReport, readReportPage, renderReportHtml } from '#core/reports/index.ts';
import { readStore, type Store } from '#core/store/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { createCallScores } from './call-scores.ts';
import type { Clock } from './ports.ts';
import { withClips, type ClipOptions } from './report-clips.ts';
import type { Resources } from './resources.ts';

interface Reporting {
  readonly clock: Clock;
  readonly timeZone: string;
}

/** @throws job.cancelled when the signal aborts */
export async function makeReport(
  options: Reporting & ClipOptions & { readonly store: Store },
  request: ReportRequest,
): Promise<Report> {
  const { store, clock, timeZone } = options;
  const inUtc = periodInUtc(request.period, timeZone);
  const found = store.reportCalls.list({ ...request.filter, ...inUtc }).map(withFigures(store));
  const hasClips = request.withClips && request.masking === 'full';
  const report = buildReport({
    period: request.period,
    generatedAt: new Date(clock.now()).toISOString(),
    timeZone,
    categories: store.categories.current().categories,
    models: store.reportCalls.makers(inUtc),
    calls: hasClips ? await withClips(found, options) : found,
    request,
  });
  return request.masking === 'safe' ? maskReport(report) : report;
}

/** Makes a report beside a program that works in the folder. */
export async function reportFrom(
  options: Reporting & Omit<ClipOptions, 'store'>,
  request: ReportRequest,
): Promise<Report> {
  const store = readStore(options.dataDir, options.clock);
  try {
    return await makeReport({ ...options, store }, request);
  } finally {
    store.close();
  }
}

/** Writes `report.html` as `htmlFile` and `report.json` beside it; both are complete or absent. */
export async function writeReport(
  report: Report,
  htmlFile: string,
  { reportPageDir }: Resources,
): Promise<readonly string[]> {
  const html = renderReportHtml(report, await readReportPage(reportPageDir));
  const { dir, name } = path.parse(htmlFile);
  const jsonFile = path.join(dir, `${name}.json`);
  await mkdir(dir, { recursive: true });
  await Promise.all([writeAtomically(htmlFile, html), writeAtomically(jsonFile, JSON.stringify(report))]);
  return [htmlFile, jsonFile];
}

/** Talk metrics and scores are computed and not stored: they cost far less than reading the transcript. */
function withFigures(store: Store): (call: ReportCall) => ReportCall {
  const scores = createCallScores(store);
  return (call) => {
    if (call.channels === 0) return { ...call, talk: null, score: null };
    const talk = measureTalk({ ...call, utterances: call.transcript });
    const { topic, nextStep, objections, transcript: utterances } = call;
    const score = topic && scores.score(call.id, { utterances, talk, topic, nextStep, objections }).final.total;
    return { ...call, talk, score };
  };
}
