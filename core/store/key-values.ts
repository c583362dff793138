/** Small named values: how far each source has been read, and the user's settings. Never a secret. */

import type { Connection } from './database.ts';

export function createCursors(database: Connection, now: () => string) {
  const read = database.prepare<[string], { position: string }>('SELECT position FROM cursors WHERE source = ?');
  const write = database.prepare<[string, string, string]>(`
    INSERT INTO cursors VALUES (?, ?, ?)
    ON CONFLICT (source) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`);
  return {
    get: (source: string): string | undefined => read.get(source)?.position,
    set: (source: string, position: string): void => void write.run(source, position, now()),
  };
}

export function createSettings(database: Connection) {
  const read = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?');
  const write = database.prepare<[string, string]>(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (key: string): string | undefined => read.get(key)?.value,
    set: (key: string, value: string): void => void write.run(key, value),
  };
}
