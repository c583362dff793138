/** Opens the SQLite file: checks it, refuses a newer one, backs it up and migrates. */

import Database from 'better-sqlite3';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { AppError } from '#core/errors.ts';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.ts';
import { fromSqlite } from './sqlite-errors.ts';

export type Connection = Database.Database;

/** Waits this long for a reader or writer of another process (the report command beside a running window). */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * @param file path of the database; created when absent
 * @throws `store.newer-than-app` (the file is left untouched), `store.corrupt`, `store.locked`, `disk.full`
 */
export function openDatabase(file: string): Connection {
  let database: Connection | undefined;
  try {
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    refuseNewer(database);
    checkAfterCrash(database, file);
    database.pragma('journal_mode = WAL');
    // WAL with NORMAL never corrupts; FULL also keeps the last commit on power loss, and commits here are few.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, file);
    writeFileSync(openMarker(file), '');
    return database;
  } catch (error) {
    database?.close();
    throw fromSqlite(error, file);
  }
}

/** Closes in order, so that the next start need not check the whole file. */
export function closeDatabase(database: Connection): void {
  const marker = openMarker(database.name);
  database.close();
  rmSync(marker, { force: true });
}

/** A reader beside the owner: sees every committed row, writes nothing. The schema must be current. */
export function openForReading(file: string): Connection {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    refuseNewer(database);
    return database;
  } catch (error) {
    throw fromSqlite(error, file);
  }
}

export function schemaVersion(database: Connection): number {
  return Number(database.pragma('user_version', { simple: true }));
}

const openMarker = (file: string): string => `${file}.open`;

function refuseNewer(database: Connection): void {
  const found = schemaVersion(database);
  if (found > LATEST_VERSION) throw new AppError('store.newer-than-app', { found, known: LATEST_VERSION });
}

/** The marker is still there when the last run did not close: then every page is checked before anything is written. */
function checkAfterCrash(database: Connection, file: string): void {
  if (!existsSync(openMarker(file))) return;
  const result = database.pragma('integrity_check', { simple: true });
  if (result !== 'ok') throw new AppError('store.corrupt', { path: file });
}

function migrate(database: Connection, file: string): void {
  const from = schemaVersion(database);
  if (from === LATEST_VERSION) return;
  if (from > 0) {
    const backup = `${file}.v${from}.backup`;
    rmSync(backup, { force: true });
    database.prepare('VACUUM INTO ?').run(backup);
  }
  for (const migration of MIGRATIONS) {
    if (migration.version <= from) continue;
    database.transaction(() => {
      database.exec(migration.sql);
      database.pragma(`user_version = ${migration.version}`);
    })();
  }
}
