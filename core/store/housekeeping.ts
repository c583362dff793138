/** Finding what may be deleted. */

import type { Connection } from './database.ts';

/** A recording that has been turned into text. */
export interface SpentRecording {
  readonly callId: string;
  readonly path: string;
}

export function createHousekeeping(database: Connection) {
  const spent = database.prepare<[string], SpentRecording>(`
    SELECT r.call_id AS callId, r.path FROM recordings r
    JOIN calls c ON c.id = r.call_id
    JOIN analyses a ON a.call_id = r.call_id AND a.is_current = 1
    WHERE r.state = 'stored' AND c.started_at < ? ORDER BY c.started_at, c.id`);
  const paths = database.prepare<[string], { path: string }>(`
    SELECT r.path FROM recordings r JOIN calls c ON c.id = r.call_id WHERE c.source = ? AND r.path IS NOT NULL`);
  const count = database.prepare<[string], { n: number }>('SELECT count(*) AS n FROM calls WHERE source = ?');
  const cursor = database.prepare<[string]>('DELETE FROM cursors WHERE source = ?');
  const calls = database.prepare<[string]>('DELETE FROM calls WHERE source = ?');
  return {
    /** Stored recordings of analysed calls that began before an instant in UTC, the oldest first. */
    spentBefore: (instant: string): SpentRecording[] => spent.all(instant),
    countOf: (source: string): number => count.get(source)?.n ?? 0,
    /** Files of a source, relative to the data folder. */
    filesOf: (source: string): string[] => paths.all(source).map(({ path }) => path),
    /** Forgets a source with everything derived from its calls. @returns how many calls it had */
    forgetSource(source: string): number {
      cursor.run(source);
      return calls.run(source).changes;
    },
  };
}
