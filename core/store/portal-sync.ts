/** What keeping a copy of a portal needs to remember beside calls and recordings. */

import type { Connection } from './database.ts';

/** How often a recording was looked for, and when to look again (instant in UTC). */
export interface RecordingCheck {
  readonly checks: number;
  readonly nextCheckAt: string;
}

/** Recordings that the portal has not got yet. */
export function createRecordingChecks(database: Connection) {
  const read = database.prepare<[string], RecordingCheck>(
    'SELECT checks, next_check_at AS nextCheckAt FROM recording_checks WHERE call_id = ?',
  );
  const write = database.prepare<[string, number, string]>(`
    INSERT INTO recording_checks (call_id, checks, next_check_at) VALUES (?, ?, ?)
    ON CONFLICT (call_id) DO UPDATE SET checks = excluded.checks, next_check_at = excluded.next_check_at`);
  const remove = database.prepare<[string]>('DELETE FROM recording_checks WHERE call_id = ?');
  const due = database.prepare<[string, string], { id: string }>(`
    SELECT c.id FROM recordings r JOIN calls c ON c.id = r.call_id LEFT JOIN recording_checks k ON k.call_id = c.id
    WHERE c.source = ? AND (k.call_id IS NULL OR k.next_check_at <= ?)
      AND (r.state = 'pending' OR r.call_id IN (SELECT call_id FROM replaced_recordings))
    ORDER BY c.started_at, c.id`);
  const waiting = database.prepare<[string], { n: number }>(`
    SELECT count(*) AS n FROM recordings r JOIN calls c ON c.id = r.call_id JOIN recording_checks k ON k.call_id = c.id
    WHERE r.state = 'pending' AND c.source = ?`);
  return {
    find: (callId: string): RecordingCheck | undefined => read.get(callId),
    set: (callId: string, { checks, nextCheckAt }: RecordingCheck): void => void write.run(callId, checks, nextCheckAt),
    clear: (callId: string): void => void remove.run(callId),
    /** Calls of a source whose recording should be fetched or looked for now, oldest first. @param now instant in UTC */
    dueOf: (source: string, now: string): string[] => due.all(source, now).map(({ id }) => id),
    /** How many recordings of a source are expected but not there yet. */
    waitingOf: (source: string): number => waiting.get(source)?.n ?? 0,
  };
}

/** Calls that were deleted in the portal. */
export function createRemovedCalls(database: Connection, now: () => string) {
  const mark = database.prepare<[string, string]>('INSERT OR IGNORE INTO removed_calls VALUES (?, ?)');
  const unmark = database.prepare<[string]>('DELETE FROM removed_calls WHERE call_id = ?');
  const present = database.prepare<[string, string, string], { id: string; externalId: string }>(`
    SELECT c.id, c.external_id AS externalId FROM calls c LEFT JOIN removed_calls x ON x.call_id = c.id
    WHERE c.source = ? AND c.started_at >= ? AND c.started_at < ? AND x.call_id IS NULL`);
  return {
    /** @returns false when the call was marked before */
    mark: (callId: string): boolean => mark.run(callId, now()).changes > 0,
    /** @returns whether there was a mark */
    unmark: (callId: string): boolean => unmark.run(callId).changes > 0,
    /** Calls of a source without the mark that began in the period (instants in UTC, `to` exclusive). */
    presentIn: (source: string, { from, to }: { from: string; to: string }): { id: string; externalId: string }[] =>
      present.all(source, from, to),
  };
}

/** Calls whose recording was replaced in the portal; the former one is kept until the new one has come. */
export function createReplacedRecordings(database: Connection) {
  const mark = database.prepare<[string]>('INSERT OR IGNORE INTO replaced_recordings VALUES (?)');
  const unmark = database.prepare<[string]>('DELETE FROM replaced_recordings WHERE call_id = ?');
  const find = database.prepare<[string], { n: number }>('SELECT 1 AS n FROM replaced_recordings WHERE call_id = ?');
  return {
    mark: (callId: string): void => void mark.run(callId),
    unmark: (callId: string): void => void unmark.run(callId),
    has: (callId: string): boolean => find.get(callId) !== undefined,
  };
}
