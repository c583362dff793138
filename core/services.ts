/** The application's services for its screens, on top of an open data folder. */

import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { AppServices, ServedFile } from '#core/api/index.ts';
import type { CallDetails, StoredReport } from '#core/domain/call-list.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import { dayOf } from '#core/domain/period.ts';
import { measureTalk } from '#core/talk/index.ts';
import { createAnalytics, inInstants } from './analytics.ts';
import { writeReport, type App } from './app.ts';
import { hasSystemCode } from './errors.ts';
import type { Clock } from './ports.ts';
import type { Processing } from './processing.ts';
import type { Resources } from './resources.ts';
import { createScoring } from './scoring.ts';

const DEMO_SOURCE = 'demo';
const PORTAL_PREFIX = 'portal:';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.flac': 'audio/flac',
  '.html': 'text/html; charset=utf-8',
};

export interface ServiceOptions {
  readonly app: App;
  readonly processing: Processing;
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly version: string;
}

export function createServices(options: ServiceOptions): AppServices {
  const { app, processing, dataDir, resources, clock, timeZone, version } = options;
  const { callList, recordings, transcripts, analyses, reports } = app.store;
  const served = (relative: string) => servedFile(path.join(dataDir, relative));

  return {
    appInfo() {
      const range = callList.range();
      const sources = callList.sources();
      const portal = sources.find((source) => source.startsWith(PORTAL_PREFIX));
      return {
        version,
        timeZone,
        dataDir,
        callDays: range && {
          from: dayOf(Date.parse(range.first), timeZone),
          to: dayOf(Date.parse(range.last), timeZone),
        },
        isDemo: sources.length > 0 && sources.every((source) => source === DEMO_SOURCE),
        portalHost: portal?.slice(PORTAL_PREFIX.length) ?? null,
        agents: callList.agents(),
        categories: BUILTIN_CATEGORIES,
      };
    },
    listCalls: ({ filter, ...page }) => callList.page({ ...page, filter: inInstants(filter, timeZone) }),
    totals: (filter) => callList.totals(inInstants(filter, timeZone)),
    ...createAnalytics(app.store, timeZone),
    ...createScoring(app.store),
    findCall(id): CallDetails | null {
      const call = callList.find(id);
      if (!call) return null;
      const transcript = transcripts.findCurrent(id) ?? null;
      return {
        call,
        hasRecording: recordings.findStored(id) !== undefined,
        transcript,
        talk: transcript && measureTalk(transcript),
        analysis: analyses.findCurrent(id) ?? null,
        error: callList.errorOf(id),
      };
    },
    recordingFile(callId) {
      const recording = recordings.findStored(callId);
      return recording ? served(recording.path) : null;
    },
    async buildReport(period) {
      const report = app.buildReport(period);
      const id = randomUUID();
      const file = reportPath(id);
      await writeReport(report, path.join(dataDir, file), resources);
      const stored: StoredReport = {
        id,
        period,
        createdAt: new Date(clock.now()).toISOString(),
        calls: report.totals.calls,
        sizeBytes: (await stat(path.join(dataDir, file))).size,
      };
      app.store.transaction(() => reports.save(stored));
      return stored;
    },
    listReports: () => reports.list(),
    // The id is looked up, never used as a path.
    reportFile: (id) => (reports.find(id) ? served(reportPath(id)) : null),
    processingState: () => processing.state(),
    onProcessingChange: (listener) => processing.onChange(listener),
    startProcessing: () => processing.start(),
    cancelProcessing: () => processing.cancel(),
  };
}

const reportPath = (id: string): string => `reports/${id}.html`;

/** @returns null when the file is gone, e.g. deleted by hand */
async function servedFile(file: string): Promise<ServedFile | null> {
  try {
    const contentType = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream';
    return { path: file, sizeBytes: (await stat(file)).size, contentType };
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return null;
    throw error;
  }
}
