/** SQLite's error codes become the application's at this one edge. */

import { AppError, toAppError } from '#core/errors.ts';

const isSqlite = (thrown: unknown, prefix: string): boolean =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && thrown.code.startsWith(prefix);

/** @param path the database file, for the text @returns the error to throw instead of `thrown` */
export function fromSqlite(thrown: unknown, path: string): AppError {
  if (isSqlite(thrown, 'SQLITE_CORRUPT') || isSqlite(thrown, 'SQLITE_NOTADB')) {
    return new AppError('store.corrupt', { path }, { cause: thrown });
  }
  if (isSqlite(thrown, 'SQLITE_BUSY') || isSqlite(thrown, 'SQLITE_LOCKED')) {
    return new AppError('store.locked', { path }, { cause: thrown });
  }
  if (isSqlite(thrown, 'SQLITE_CANTOPEN') || isSqlite(thrown, 'SQLITE_READONLY') || isSqlite(thrown, 'SQLITE_IOERR')) {
    return new AppError('file.unreadable', { path }, { cause: thrown });
  }
  return toAppError(thrown);
}
