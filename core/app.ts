/** Composition root: everything the hosts (command line, browser, Electron) do with a data folder. */

import path from 'node:path';
import type { ReportRequest } from '#core/domain/report-request.ts';
import { loadBundledAnalyser, type CallAnalyser } from '#core/language/index.ts';
import {
  analyseAgain,
  createSettler,
  createTranscriber,
  joinSummaries,
  importFiles,
  loadCategoryKit,
  processCalls,
  pullPortal,
  type ImportOptions,
  type ProcessOptions,
  pullVoximplant,
  settleStaleCalls,
  type Settler,
  syncPortal,
  syncVoximplant,
  transcribeRequested,
  type PullOptions,
  type SyncPortalOptions,
  type VoximplantWork,
  watchFolder,
  type WatchOptions,
} from '#core/pipeline/index.ts';
import { BUNDLED_ENGINE_ID, rolesOfSetting } from '#core/speech/index.ts';
import { createReplacer, spokenWords } from '#core/vocabulary/index.ts';
import { openStore, type Store } from '#core/store/index.ts';
import type { CatalogModel } from '#core/model-files/index.ts';
import {
  createSpeechDevices,
  findRefiners,
  findSpeechEngine,
  openAnalyser,
  PROFILE_SETTING,
  PROFILES,
  type SpeechDevices,
  tryModel,
} from './installed-models/index.ts';
import { createNetworkSwitch } from './network-switch.ts';
import type { Clock, Logger, ProcessForker } from './ports.ts';
import { type ClipOptions, makeReport } from './reporting/index.ts';
import type { Resources } from './resources.ts';

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
  /** How far the accurate profile has learned, 0..1: minutes, once for each version of its models. */
  readonly onLearning?: (fraction: number) => void;
};

/** Names the engine of a data folder in its settings. */
export const ENGINE_SETTING = 'speech.engine';
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
  const settler = createSettler(store, () => loadKit(options.resources));
  const devices = createSpeechDevices(options);
  return {
    store,
    /** Which objections count, by the user's categories and corrections. */
    settler,
    /** What speech models run on. */
    devices,
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
    /** Makes the findings of a call anew if its transcript has changed. @throws job.cancelled when the signal aborts */
    analyseAgain: (callId: string, signal: AbortSignal) =>
      analyseStored(options, { store, settler }, { callId, signal }),
    process: (request: ProcessRequest) => processStored(options, { store, settler, devices }, request),
    /** @throws job.cancelled when the signal aborts */
    makeReport: (request: ReportRequest, work: Pick<ClipOptions, 'signal' | 'onProgress'>) =>
      makeReport({ ...options, ...work, store }, request),
    /** Tries a model that is being installed, in a process of its own. @throws as `tryModel` */
    tryModel: (model: CatalogModel, folder: string, signal: AbortSignal) =>
      tryModel(model, folder, { ...options, signal }),
    /** Puts every job that failed back into the queue. @returns how many */
    retryFailed: () => store.jobs.retryFailed('transcribe') + store.jobs.retryFailed('analyse'),
    close: () => store.close(),
  };
}

export type App = ReturnType<typeof openApp>;

async function processStored(
  options: AppOptions,
  { store, settler, devices }: { store: Store; settler: Settler; devices: SpeechDevices },
  request: ProcessRequest,
) {
  const { dataDir, logger } = options;
  const language = await openLanguage(options, store, request);
  const engineId = request.engineId ?? store.settings.get(ENGINE_SETTING);
  const openEngine = (id: string | undefined) =>
    openTranscriber(options, { store, devices }, { ...request, engineId: id });
  const transcriber = await openEngine(engineId);
  if (request.engineId !== undefined) store.settings.set(ENGINE_SETTING, request.engineId);
  try {
    const resolvePath = (relative: string) => path.join(dataDir, relative);
    const { signal } = request;
    await settleStaleCalls({ store, settler, signal });
    const [kit, settlement] = [await settler.kit(), await settler.prepare(signal)];
    const afterAnalysis = (callId: string) => settler.settle(callId, settlement, kit);
    // Read anew for each call: the user may change the words while calls are being transcribed.
    const applyVocabulary = (transcriptId: number) =>
      store.vocabulary.rewriteTranscript(transcriptId, createReplacer(store.vocabulary.list()));
    const steps = { applyVocabulary, afterAnalysis };
    const { analyser } = language;
    const work = { ...request, ...steps, store, analyser, logger, resolvePath };
    const done = await transcribeRequested({ ...work, openEngine, usualEngineId: engineId ?? BUNDLED_ENGINE_ID });
    return joinSummaries(done, await processCalls({ ...work, transcriber }));
  } finally {
    transcriber.close();
    await language.close();
  }
}

async function openTranscriber(
  { dataDir, resources, forker, logger }: AppOptions,
  { store, devices }: { store: Store; devices: SpeechDevices },
  { engineId, signal, concurrency = 1 }: Omit<ProcessRequest, 'engineId'> & { readonly engineId: string | undefined },
) {
  const language = store.settings.get(LANGUAGE_SETTING);
  const found = await findSpeechEngine({ resources, dataDir, engineId, language });
  const speech = await devices.onBestDevice(found, signal);
  const vocabulary = spokenWords(store.vocabulary.list());
  const refiners = await findRefiners(dataDir);
  const { punctuation, diarization } = refiners;
  logger.log('info', 'refiners', { punctuation: punctuation !== null, diarization: diarization !== null });
  const channelRoles = rolesOfSetting(store.settings.get(AGENT_CHANNEL_SETTING));
  return createTranscriber({ ...speech, forker, processes: concurrency, channelRoles, vocabulary, refiners, logger });
}

async function analyseStored(
  options: AppOptions,
  { store, settler }: { store: Store; settler: Settler },
  { callId, signal }: { callId: string; signal: AbortSignal },
): Promise<void> {
  const language = await openLanguage(options, store, { signal });
  try {
    const [kit, settlement] = [await settler.kit(), await settler.prepare(signal)];
    const afterAnalysis = (id: string) => settler.settle(id, settlement, kit);
    const { logger } = options;
    await analyseAgain({ store, analyser: language.analyser, logger, signal, afterAnalysis }, callId);
  } finally {
    await language.close();
  }
}

/** The profile of the data folder; what it lacks is noted in the log, and every result names what made it. */
async function openLanguage(
  { dataDir, logger, resources }: AppOptions,
  store: Store,
  { signal, onLearning }: Pick<ProcessRequest, 'signal' | 'onLearning'>,
) {
  const setting = store.settings.get(PROFILE_SETTING);
  const profile = PROFILES.find((known) => known === setting) ?? 'bundled';
  const opened = await openAnalyser({ resources, dataDir, profile, signal, ...(onLearning && { onLearning }) });
  for (const { model, error } of opened.missing) {
    logger.log('warn', 'accurate-profile-incomplete', { model, code: error.code });
  }
  return opened;
}

/** The language analysis that needs no download. */
export const loadAnalyser = ({ modelsDir }: Resources): Promise<CallAnalyser> =>
  loadBundledAnalyser(path.join(modelsDir, 'language'));

/** What the user's categories are learned and recognised with. */
export const loadKit = ({ modelsDir }: Resources) => loadCategoryKit(path.join(modelsDir, 'language'));
