/** The application's services for its screens, on top of an open data folder: one object per area. */

import type { App } from '#core/app.ts';
import type { ProxySources } from '#core/outgoing/index.ts';
import type { Place } from '#core/portal/index.ts';
import type { Clock, Logger, SecretStore } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { createAnalytics, type Analytics } from './analytics.ts';
import { createAppInfo, type AppInfoService } from './app-info.ts';
import { createBackground, type Background } from './background.ts';
import { createCalls, type Calls } from './calls.ts';
import { createClosing } from './closing.ts';
import { createCategories, type Categories } from './categories.ts';
import { createCorrections, type Corrections } from './corrections.ts';
import { createConnection, portalCaFile, type Connection, type ConnectionOptions } from './connection.ts';
import { createFolders, type Folders } from './folders.ts';
import { createModels, type Models } from './models.ts';
import { createMaintenance, type Maintenance } from './maintenance.ts';
import { createNotesService, type Notes } from './notes.ts';
import type { Processing } from './processing.ts';
import { createProfiles, type Profiles } from './profile.ts';
import { createProxy, type Proxy } from './proxy.ts';
import { createQualifying, type Qualifying } from './qualification.ts';
import { createQueueService, type Queue } from './queue.ts';
import { createRefining, type Refining } from './refining.ts';
import { createReports, type Reports } from './reports.ts';
import { createSchedule, type Schedules } from './schedule.ts';
import { createScoreKeeper, type ScoreKeeper } from './score-keeper.ts';
import { createScoring, type Scoring } from './scoring.ts';
import { createSettings, type Settings } from './settings.ts';
import { createSettling, type Settling } from './settling.ts';
import { createSuggestions, type Suggestions } from './suggestions.ts';
import { createSync, type Sync } from './sync.ts';
import { createTranscriptEdits, type TranscriptEdits } from './transcript-edits.ts';
import { createWeeklyReports, type WeeklyReports } from './weekly-report.ts';
import { createVoximplantAccount, type AccountOptions, type VoximplantAccount } from './voximplant.ts';
import { createWork, type Work } from './work.ts';
import { createWriteBack, type WriteBack } from './write-back.ts';
import { createViews, type Views } from './views.ts';
import { createVocabularyService, type Vocabulary } from './vocabulary.ts';

export {
  createVocabularyService,
  type Vocabulary,
  type VocabularyChange,
  type VocabularyFormat,
} from './vocabulary.ts';
export { createProcessing } from './processing.ts';
export type { Processing } from './processing.ts';
export { createConnection, WEBHOOK_SECRET } from './connection.ts';
export { DEMO_SOURCE, demoPeriod, withDemoPortal } from './demo-source.ts';
export { WEEKLY_REPORT } from './weekly-report.ts';
export { createWriteBack } from './write-back.ts';

/** What the application can do for its screens. */
export interface AppServices {
  readonly app: AppInfoService;
  readonly calls: Calls;
  readonly analytics: Analytics;
  readonly scorecards: Scoring;
  readonly scores: ScoreKeeper;
  readonly reports: Reports;
  readonly weeklyReports: WeeklyReports;
  readonly vocabulary: Vocabulary;
  readonly processing: Work;
  readonly qualification: Qualifying;
  readonly transcriptEdits: TranscriptEdits;
  readonly notes: Notes;
  readonly connection: Connection;
  readonly proxy: Proxy;
  readonly profile: Profiles;
  readonly voximplant: VoximplantAccount;
  readonly sync: Sync;
  readonly schedule: Schedules;
  readonly writeBack: WriteBack;
  readonly maintenance: Maintenance;
  readonly folders: Folders;
  readonly settings: Settings;
  readonly queue: Queue;
  readonly refining: Refining;
  readonly background: Background;
  readonly views: Views;
  readonly categories: Categories;
  readonly suggestions: Suggestions;
  readonly corrections: Corrections;
  readonly settling: Settling;
  readonly models: Models;
}

export interface ServiceOptions {
  readonly app: App;
  readonly processing: Processing;
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
  readonly version: string;
  readonly secrets: SecretStore;
  /** Starts the program anew, where the host can. */
  readonly restart?: () => void;
  /** For tests, which need not be gentle to their portal. */
  readonly portalLimits?: ConnectionOptions['portalLimits'];
  readonly voximplantPlaces?: AccountOptions['voximplantPlaces'];
  /** Where the system's word on proxies is read; default: the environment of this process. */
  readonly proxySources?: ProxySources;
}

export function createServices(given: ServiceOptions): AppServices {
  const { app, dataDir, timeZone, version } = given;
  const closing = createClosing(given.clock);
  const processing = closing.processing(given.processing);
  const { store } = app;
  const proxy = createProxy(app, {
    ...(given.proxySources ?? { environment: process.env }),
    secrets: given.secrets,
    logger: given.logger,
    places: () => placesToReach({ connection, voximplant, models }, dataDir),
  });
  const options = { ...given, processing, proxies: () => proxy.rules() };
  const connection = createConnection(app, options);
  const voximplant = createVoximplantAccount(app, options);
  const models = createModels(app, options);
  const sync = closing.sync(createSync(app, { connection, voximplant }, options));
  const work = createWork(processing, sync);
  const writeBack = closing.writeBack(createWriteBack(app, connection, options));
  const maintenance = createMaintenance(app, options);
  const folders = createFolders(app, options);
  const scores = createScoreKeeper(app, { logger: options.logger, onComputed: () => processing.noteChange() });
  work.onChange(() => scores.request());
  const settling = closing.settling(createSettling(app, options.logger));
  const categories = createCategories(app, { settling, clock: options.clock });
  const transcriptEdits = createTranscriptEdits(app, options);
  const schedule = createSchedule(app, {
    ...options,
    run: async () => {
      const { error } = await work.pull({ trigger: 'schedule' });
      if (voximplant.state().accountId !== null) await work.pull({ trigger: 'schedule', source: 'voximplant' });
      await work.whenProcessed();
      const { confirmedAt } = writeBack.state();
      const isWriting = Object.values(confirmedAt).some((moment) => moment !== null);
      if (error === null && isWriting) await writeBack.run();
    },
  });
  const reports = closing.reports(createReports(app, options));
  const weeklyReports = createWeeklyReports(app, { ...options, reports });
  const parts = { schedule, maintenance, settling, folders, scores, reports, work, writeBack };
  const background = createBackground({ ...parts, closing, transcriptEdits, weeklyReports });
  return {
    ...{ connection, proxy, voximplant, sync, writeBack, maintenance, schedule, folders },
    queue: createQueueService(app, work),
    refining: createRefining(app, options),
    settings: createSettings(app, { connection, proxy, voximplant, sync, schedule, writeBack, maintenance }),
    background,
    app: createAppInfo(store, { version, timeZone, dataDir }),
    calls: createCalls(store, { dataDir, timeZone }),
    analytics: createAnalytics(store, timeZone),
    scorecards: createScoring(store, () => scores.request()),
    scores,
    reports,
    weeklyReports,
    vocabulary: createVocabularyService(store),
    processing: work,
    qualification: createQualifying(store, { timeZone }),
    transcriptEdits,
    notes: createNotesService(store),
    views: createViews(store),
    ...{ categories, settling, suggestions: createSuggestions(app, categories), corrections: createCorrections(app) },
    models,
    profile: createProfiles(app, options),
  };
}

/** Whom the program talks to, as far as it is set up. */
function placesToReach(
  { connection, voximplant, models }: Pick<AppServices, 'connection' | 'voximplant' | 'models'>,
  dataDir: string,
): readonly Place[] {
  const { portal } = connection.state();
  return [
    ...(portal === null
      ? []
      : [{ url: new URL(`https://${portal.host}`), ...(portal.hasOwnCa && { caFile: portalCaFile(dataDir) }) }]),
    ...(voximplant.state().accountId === null ? [] : [{ url: new URL(voximplant.apiUrl) }]),
    { url: new URL(models.hubUrl()) },
  ];
}
