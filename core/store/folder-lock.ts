/**
 * One program per data folder.
 *
 * The lock is an exclusive transaction on a small SQLite file: the operating system drops it when the process ends,
 * however it ends, so a kill never leaves a stale lock behind and no process id has to be guessed.
 */

import Database from 'better-sqlite3';
import path from 'node:path';
import { AppError } from '#core/errors.ts';
import { fromSqlite } from './sqlite-errors.ts';

export interface FolderLock {
  release(): void;
}

/** @param dataDir existing folder @throws `store.locked` when another program holds it */
export function lockFolder(dataDir: string): FolderLock {
  const file = path.join(dataDir, 'razbor.lock');
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 0 });
    // A rollback journal keeps the lock in one file; WAL would add two more.
    database.pragma('journal_mode = DELETE');
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const known = fromSqlite(error, file);
    throw known.code === 'store.locked' ? new AppError('store.locked', { path: dataDir }, { cause: error }) : known;
  }
  const held = database;
  return { release: () => held.close() };
}
