/** Composition root: everything the hosts (command line, browser, Electron) do with a data folder. */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import { periodInUtc } from '#core/domain/period.ts';
import type { Report, ReportCall } from '#core/domain/report.ts';
import { loadBundledAnalyser, type CallAnalyser } from '#core/language/index.ts';
import {
  createTranscriber,
  importFiles,
  processCalls,
  pullPortal,
  type ImportOptions,
  type ProcessOptions,
  pullVoximplant,
  syncPortal,
  syncVoximplant,
  type PullOptions,
  type SyncPortalOptions,
  type VoximplantWork,
  watchFolder,
  type WatchOptions,
  writeAtomically,
} from '#core/pipeline/index.ts';
import { buildReport, readReportPage, renderReportHtml } from '#core/reports/index.ts';
import { rolesOfSetting } from '#core/speech/index.ts';
import { openStore, readStore, type Store } from '#core/store/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { createNetworkSwitch } from './network-switch.ts';
import type { Clock, Logger, ProcessForker } from './ports.ts';
import type { Resources } from './resources.ts';
import { findSpeechEngine } from './speech-models.ts';

export interface AppOptions {
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly forker: ProcessForker;
  /** IANA name: days of reports begin and end in it. */
  readonly timeZone: string;
}

/** What `processCalls` needs beside the data folder. */
type ProcessRequest = Pick<ProcessOptions, 'signal' | 'onProgress' | 'limit' | 'concurrency'> & {
  /** From now on this one transcribes the calls of the data folder; without it the one that did so far. */
  readonly engineId?: string;
};

/** Names the engine of a data folder in its settings. */
const ENGINE_SETTING = 'speech.engine';
/** Where the agent is heard in stereo recordings. */
export const AGENT_CHANNEL_SETTING = 'speech.agent-channel';
/** What is spoken, for models of many languages: ISO 639-1 or `auto`. */
export const LANGUAGE_SETTING = 'speech.language';

type Without<T, Keys extends keyof T> = Omit<T, Keys>;

/** What the data folder itself brings. */
type Own = 'store' | 'dataDir' | 'logger' | 'clock';
type VoximplantPullOptions = Parameters<typeof pullVoximplant>[0];

/**
 * Opens a data folder for work.
 * @throws store.locked, store.newer-than-app, store.corrupt, disk.full
 */
export function openApp(options: AppOptions) {
  const { dataDir, clock, logger } = options;
  const store = openStore(dataDir, clock);
  return {
    store,
    network: createNetworkSwitch(store.settings),
    pull: (request: Without<PullOptions, 'store' | 'dataDir' | 'logger' | 'clock'>) =>
      pullPortal({ ...request, store, dataDir, logger, clock }),
    /** Brings what is new since the last time. */
    sync: (request: Without<SyncPortalOptions, 'store' | 'dataDir' | 'logger' | 'clock'>) =>
      syncPortal({ ...request, store, dataDir, logger, clock }),
    importFiles: (request: Without<ImportOptions, 'store' | 'dataDir' | 'timeZone'>) =>
      importFiles({ timeZone: options.timeZone, ...request, store, dataDir }),
    pullVoximplant: (request: Without<VoximplantPullOptions, Own>) =>
      pullVoximplant({ ...request, store, dataDir, logger, clock }),
    /** Brings what is new since the last time. */
    syncVoximplant: (request: Without<VoximplantWork, Own>) =>
      syncVoximplant({ ...request, store, dataDir, logger, clock }),
    /** Watches a folder until `signal` is aborted. */
    watchFolder: (request: Without<WatchOptions, 'store' | 'dataDir' | 'logger' | 'clock' | 'timeZone'>) =>
      watchFolder({ timeZone: options.timeZone, ...request, store, dataDir, logger, clock }),
    process: (request: ProcessRequest) => processStored(options, store, request),
    buildReport: (period: Report['period']) => reportOf(store, options, period),
    /** Puts every job that failed back into the queue. @returns how many */
    retryFailed: () => store.jobs.retryFailed('transcribe') + store.jobs.retryFailed('analyse'),
    close: () => store.close(),
  };
}

export type App = ReturnType<typeof openApp>;

/** Builds a report beside a program that works in the folder. */
export function reportFrom(
  options: Pick<AppOptions, 'dataDir' | 'clock' | 'timeZone'>,
  period: Report['period'],
): Report {
  const store = readStore(options.dataDir, options.clock);
  try {
    return reportOf(store, options, period);
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

async function processStored(options: AppOptions, store: Store, request: ProcessRequest) {
  const { dataDir, logger, resources } = options;
  const analyser = await loadAnalyser(resources);
  const processes = request.concurrency ?? 1;
  const engineId = request.engineId ?? store.settings.get(ENGINE_SETTING);
  const language = store.settings.get(LANGUAGE_SETTING);
  const speech = await findSpeechEngine({ resources, dataDir, engineId, language });
  const channelRoles = rolesOfSetting(store.settings.get(AGENT_CHANNEL_SETTING));
  const transcriber = await createTranscriber({ ...speech, forker: options.forker, processes, channelRoles });
  if (request.engineId !== undefined) store.settings.set(ENGINE_SETTING, request.engineId);
  try {
    const resolvePath = (relative: string) => path.join(dataDir, relative);
    return await processCalls({ ...request, store, transcriber, analyser, logger, resolvePath });
  } finally {
    transcriber.close();
  }
}

/** The language analysis that needs no download. */
export const loadAnalyser = ({ modelsDir }: Resources): Promise<CallAnalyser> =>
  loadBundledAnalyser(path.join(modelsDir, 'language'));

function reportOf(
  store: Store,
  { clock, timeZone }: Pick<AppOptions, 'clock' | 'timeZone'>,
  period: Report['period'],
): Report {
  const inUtc = periodInUtc(period, timeZone);
  return buildReport({
    period,
    generatedAt: new Date(clock.now()).toISOString(),
    timeZone,
    categories: BUILTIN_CATEGORIES,
    models: store.reportCalls.makers(inUtc),
    calls: store.reportCalls.list(inUtc).map(withTalk),
  });
}

/** Talk metrics are computed and not stored: they cost far less than reading the transcript. */
const withTalk = (call: ReportCall): ReportCall => ({
  ...call,
  talk: call.channels > 0 ? measureTalk({ ...call, utterances: call.transcript }) : null,
});
