/** Audio files of calls and where they stand on their way to the disk. */

import type { Recording, RecordingState } from '#core/domain/call.ts';
import type { Connection } from './database.ts';

interface RecordingRow {
  call_id: string;
  state: RecordingState;
  path: string | null;
  sha256: string | null;
  size_bytes: number | null;
}

export function createRecordings(database: Connection) {
  const insertState = database.prepare<[string, RecordingState]>(`
    INSERT INTO recordings (call_id, state) VALUES (?, ?)
    ON CONFLICT (call_id) DO UPDATE SET state = excluded.state, path = NULL, sha256 = NULL, size_bytes = NULL`);
  const insertStored = database.prepare<[string, string, string, number]>(`
    INSERT INTO recordings (call_id, state, path, sha256, size_bytes) VALUES (?, 'stored', ?, ?, ?)
    ON CONFLICT (call_id) DO UPDATE SET
      state = 'stored', path = excluded.path, sha256 = excluded.sha256, size_bytes = excluded.size_bytes`);
  const byCall = database.prepare<[string], RecordingRow>('SELECT * FROM recordings WHERE call_id = ?');
  const byHash = database.prepare<[string], { call_id: string }>('SELECT call_id FROM recordings WHERE sha256 = ?');

  return {
    state: (callId: string): RecordingState | undefined => byCall.get(callId)?.state,
    /** Sets a state other than `stored`, e.g. `pending` before and `forbidden` after a download. */
    setState(callId: string, state: Exclude<RecordingState, 'stored'>): void {
      insertState.run(callId, state);
    },
    saveStored(recording: Recording): void {
      insertStored.run(recording.callId, recording.path, recording.sha256, recording.sizeBytes);
    },
    /** The stored file of a call, if it has one. */
    findStored(callId: string): Recording | undefined {
      const row = byCall.get(callId);
      if (!row || row.path === null || row.sha256 === null || row.size_bytes === null) return undefined;
      return { callId: row.call_id, path: row.path, sha256: row.sha256, sizeBytes: row.size_bytes };
    },
    findCallByHash: (sha256: string): string | undefined => byHash.get(sha256)?.call_id,
  };
}
