/** Calls that somebody wants transcribed by a certain engine. */

import type { Connection } from './database.ts';

export interface EngineRequest {
  readonly callId: string;
  readonly engineId: string;
}

export function createEngineRequests(database: Connection, now: () => string) {
  const save = database.prepare<[string, string, string]>(`
    INSERT INTO engine_requests VALUES (?, ?, ?)
    ON CONFLICT (call_id) DO UPDATE SET engine_id = excluded.engine_id, requested_at = excluded.requested_at`);
  const list = database.prepare<[], EngineRequest>(
    'SELECT call_id AS callId, engine_id AS engineId FROM engine_requests ORDER BY requested_at, call_id',
  );
  const one = database.prepare<[string], EngineRequest>(
    'SELECT call_id AS callId, engine_id AS engineId FROM engine_requests WHERE call_id = ?',
  );
  const remove = database.prepare<[string]>('DELETE FROM engine_requests WHERE call_id = ?');
  return {
    /** Takes the place of an earlier request for the call. */
    save: (callId: string, engineId: string): void => void save.run(callId, engineId, now()),
    list: (): EngineRequest[] => list.all(),
    find: (callId: string): EngineRequest | undefined => one.get(callId),
    remove: (callId: string): void => void remove.run(callId),
  };
}
