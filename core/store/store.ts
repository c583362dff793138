/** The store as one object: tables by area, reads that join them, transactions, closing. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '#core/ports.ts';
import { createAnalyses } from './analyses.ts';
import { backupDatabase, layReady, takeRestored, type BackupOptions } from './backup.ts';
import { createCallScoreTable } from './call-scores.ts';
import { createCalls } from './calls.ts';
import { createCategories } from './categories.ts';
import { createCorrections } from './corrections.ts';
import { createCrmLinks } from './crm-links.ts';
import { closeDatabase, openDatabase, openForReading, schemaVersion, type Connection } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createJobs } from './jobs.ts';
import { createCursors, createSettings } from './key-values.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { createCallList } from './queries/call-list.ts';
import { createCoaching } from './queries/coaching.ts';
import { createFigures } from './queries/figures.ts';
import { createObjectionScoring } from './queries/objection-scoring.ts';
import { createPlainTranscripts } from './queries/plain-transcripts.ts';
import { createQueue } from './queries/queue.ts';
import { createReportCalls } from './queries/report-calls.ts';
import { createStaleWork } from './queries/stale-work.ts';
import { createRecordings } from './recordings.ts';
import { createOutbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createDealStages } from './deal-stages.ts';
import { createPortalTranscripts } from './portal-transcripts.ts';
import { createRecordingChecks, createRemovedCalls, createReplacedRecordings } from './portal-sync.ts';
import { createSources } from './sources.ts';
import { createReports } from './reports.ts';
import { createScorecards } from './scorecards.ts';
import { createSeenFiles } from './seen-files.ts';
import { fromSqlite } from './sqlite-errors.ts';
import { createSuggestions } from './suggestions.ts';
import { createTranscripts } from './transcripts.ts';
import { createTranscriptVersions } from './transcript-versions.ts';
import { createEngineRequests } from './engine-requests.ts';
import { createNotes } from './notes.ts';
import { createVocabulary } from './vocabulary.ts';

/** Name of the database in a data folder. */
export const DATABASE_FILE = 'razbor.db';

function tables(database: Connection, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  const transcripts = createTranscripts(database, now);
  const analyses = createAnalyses(database, now);
  const crmLinks = createCrmLinks(database, now);
  return {
    calls: createCalls(database),
    recordings: createRecordings(database),
    recordingChecks: createRecordingChecks(database),
    removedCalls: createRemovedCalls(database, now),
    replacedRecordings: createReplacedRecordings(database),
    people: createPeople(database, now),
    crmLinks,
    dealStages: createDealStages(database),
    portalTranscripts: createPortalTranscripts(database, now),
    sources: createSources(database),
    outbox: createOutbox(database, now),
    jobs: createJobs(database, now),
    transcripts,
    transcriptVersions: createTranscriptVersions(database, now),
    engineRequests: createEngineRequests(database, now),
    notes: createNotes(database, now),
    analyses,
    cursors: createCursors(database, now),
    settings: createSettings(database),
    housekeeping: createHousekeeping(database),
    plainTranscripts: createPlainTranscripts(database),
    queue: createQueue(database),
    reports: createReports(database),
    scorecards: createScorecards(database, now),
    callScores: createCallScoreTable(database),
    vocabulary: createVocabulary(database),
    seenFiles: createSeenFiles(database),
    categories: createCategories(database, now),
    corrections: createCorrections(database, now),
    suggestions: createSuggestions(database, now),
    objectionScoring: createObjectionScoring(database),
    callList: createCallList(database),
    figures: createFigures(database),
    coaching: createCoaching(database),
    staleWork: createStaleWork(database),
    reportCalls: createReportCalls(database, { transcripts, analyses, crmLinks }),
  };
}

export type Store = ReturnType<typeof tables> & {
  /** Runs `work` in one transaction: all of it is kept, or nothing. Full disks and corruption become `AppError`s. */
  transaction<T>(work: () => T): T;
  /** See `backupDatabase`. */
  backup(file: string, options: BackupOptions): Promise<void>;
  /** See `layReady`. */
  restoreAtNextStart(backup: string): Promise<{ readonly calls: number }>;
  close(): void;
};

/**
 * Opens the data folder for work, creating it when absent. One program at a time.
 * @throws `store.locked`, `store.newer-than-app`, `store.corrupt`, `disk.full`
 */
export function openStore(dataDir: string, clock: Clock): Store {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFolder(dataDir);
  try {
    takeRestored(path.join(dataDir, DATABASE_FILE));
    const database = openDatabase(path.join(dataDir, DATABASE_FILE));
    return {
      ...tables(database, clock),
      ...common(database),
      close: () => {
        closeDatabase(database);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens the data folder for reading, beside a program that works in it. An older or absent database is brought up to
 * date first, which needs the folder for a moment.
 */
export function readStore(dataDir: string, clock: Clock): Store {
  const file = path.join(dataDir, DATABASE_FILE);
  if (!isCurrent(file)) openStore(dataDir, clock).close();
  const database = openForReading(file);
  return { ...tables(database, clock), ...common(database), close: () => database.close() };
}

function isCurrent(file: string): boolean {
  try {
    const database = openForReading(file);
    const version = schemaVersion(database);
    database.close();
    return version === LATEST_VERSION;
  } catch (error) {
    if (fromSqlite(error, file).code === 'file.unreadable') return false;
    throw error;
  }
}

const common = (database: Connection): Pick<Store, 'transaction' | 'backup' | 'restoreAtNextStart'> => ({
  transaction: inTransaction(database),
  backup: (file, options) => backupDatabase(database, file, options),
  restoreAtNextStart: (backup) => layReady(backup, database.name),
});

function inTransaction(database: Connection): Store['transaction'] {
  return (work) => {
    try {
      return database.transaction(work).immediate();
    } catch (error) {
      throw fromSqlite(error, database.name);
    }
  };
}
