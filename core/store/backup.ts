/** Copies of the database for safe keeping, and their way back in. */

import Database from 'better-sqlite3';
import { existsSync, fsyncSync, openSync, closeSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#core/errors.ts';
import { schemaVersion, type Connection } from './database.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** Pages copied between two looks at the signal: some megabytes. */
const PAGES_PER_STEP = 1_000;

export interface BackupOptions {
  readonly signal: AbortSignal;
  /** @param share 0 to 1 */
  readonly onProgress?: (share: number) => void;
}

/**
 * Writes the database into a file of its own while work goes on, and reads it back to see that it is whole.
 * @param file must not exist
 * @throws disk.full, file.unreadable, store.corrupt, job.cancelled
 */
export async function backupDatabase(database: Connection, file: string, options: BackupOptions): Promise<void> {
  const temporary = `${file}.part`;
  try {
    await database.backup(temporary, {
      progress({ totalPages, remainingPages }) {
        options.signal.throwIfAborted();
        options.onProgress?.(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return PAGES_PER_STEP;
      },
    });
    makeWhole(temporary);
    renameSync(temporary, file);
  } catch (error) {
    for (const name of [temporary, `${temporary}-wal`, `${temporary}-shm`]) rmSync(name, { force: true });
    throw options.signal.aborted ? new AppError('job.cancelled') : fromSqlite(error, path.basename(file));
  }
}

/** One file instead of three, checked page by page. */
function makeWhole(file: string): void {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
    if (copy.pragma('quick_check', { simple: true }) !== 'ok') throw new AppError('store.corrupt', { path: file });
  } finally {
    copy.close();
  }
}

/**
 * Looks whether a file is a whole database of Razbor, of this version or an older one.
 * @returns how many calls it holds
 * @throws backup.invalid, store.newer-than-app, file.not-found
 */
export function inspectBackup(file: string): { readonly calls: number } {
  if (!existsSync(file)) throw new AppError('file.not-found', { path: file });
  const invalid = (cause?: unknown) => new AppError('backup.invalid', { path: path.basename(file) }, { cause });
  let database: Connection | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    const found = schemaVersion(database);
    if (found > LATEST_VERSION) throw new AppError('store.newer-than-app', { found, known: LATEST_VERSION });
    if (found === 0 || database.pragma('quick_check', { simple: true }) !== 'ok') throw invalid();
    const row = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM calls').get();
    return { calls: row?.n ?? 0 };
  } catch (error) {
    throw error instanceof AppError ? error : invalid(error);
  } finally {
    database?.close();
  }
}

const restoreFileOf = (file: string): string => `${file}.restore`;

/**
 * Lays a checked backup ready: it takes the place of the database when the data folder is opened the next time.
 * @param file the database
 * @throws as `inspectBackup`, disk.full
 */
export async function layReady(backup: string, file: string): Promise<{ readonly calls: number }> {
  const found = inspectBackup(backup);
  const temporary = `${restoreFileOf(file)}.part`;
  try {
    await copyFile(backup, temporary);
    const handle = openSync(temporary, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(temporary, restoreFileOf(file));
    return found;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fromSqlite(error, path.basename(backup));
  }
}

/**
 * Puts a backup that was laid ready in the place of the database; the former one stays beside it as
 * `…before-restore`. May be killed at any moment: the last rename decides, and everything before it is repeated.
 */
export function takeRestored(file: string): void {
  const restored = restoreFileOf(file);
  if (!existsSync(restored)) return;
  const former = `${file}.before-restore`;
  if (existsSync(file)) {
    for (const name of [former, `${former}-wal`]) rmSync(name, { force: true });
    renameSync(file, former);
  }
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${former}-wal`);
  for (const name of [`${file}-shm`, `${file}.open`]) rmSync(name, { force: true });
  renameSync(restored, file);
}
