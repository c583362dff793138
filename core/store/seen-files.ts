/** Files of watched folders that need no second look. */

import type { Connection } from './database.ts';

/** How a file looked; `modifiedMs` in whole milliseconds since 1970. */
export interface FileLook {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export function createSeenFiles(database: Connection) {
  const find = database.prepare<[string, number, number], { path: string }>(
    'SELECT path FROM seen_files WHERE path = ? AND size_bytes = ? AND modified_ms = ?',
  );
  const write = database.prepare<[string, number, number]>(`
    INSERT INTO seen_files VALUES (?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET size_bytes = excluded.size_bytes, modified_ms = excluded.modified_ms`);
  return {
    /** False also for a file that looks different now. */
    has: (path: string, { sizeBytes, modifiedMs }: FileLook): boolean =>
      find.get(path, sizeBytes, modifiedMs) !== undefined,
    note: (path: string, { sizeBytes, modifiedMs }: FileLook): void => void write.run(path, sizeBytes, modifiedMs),
  };
}
