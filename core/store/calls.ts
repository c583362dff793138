/** Calls as their sources describe them. */

import type { Call, CallStatus, Direction } from '#core/domain/call.ts';
import type { Connection } from './database.ts';

/** A call together with what its source needs to find the recording again. */
export interface StoredCall extends Call {
  readonly sourceRef: Readonly<Record<string, unknown>>;
}

export interface CallRow {
  id: string;
  source: string;
  external_id: string;
  direction: Direction;
  status: CallStatus;
  started_at: string;
  duration_ms: number;
  agent_id: string | null;
  agent_name: string | null;
  client_phone: string | null;
  client_name: string | null;
  source_ref: string;
}

export const toStoredCall = (row: CallRow): StoredCall => ({
  id: row.id,
  source: row.source,
  externalId: row.external_id,
  direction: row.direction,
  status: row.status,
  startedAt: row.started_at,
  durationMs: row.duration_ms,
  agentId: row.agent_id,
  agentName: row.agent_name,
  clientPhone: row.client_phone,
  clientName: row.client_name,
  sourceRef: JSON.parse(row.source_ref) as Record<string, unknown>,
});

/** What the database does with calls. */
export function createCalls(database: Connection) {
  const upsert = database.prepare<[Omit<CallRow, never>]>(`
    INSERT INTO calls VALUES (
      @id, @source, @external_id, @direction, @status, @started_at, @duration_ms,
      @agent_id, @agent_name, @client_phone, @client_name, @source_ref)
    ON CONFLICT (id) DO UPDATE SET
      direction = excluded.direction, status = excluded.status, started_at = excluded.started_at,
      duration_ms = excluded.duration_ms, agent_id = excluded.agent_id,
      agent_name = coalesce(excluded.agent_name, agent_name),
      client_phone = coalesce(excluded.client_phone, client_phone),
      client_name = coalesce(excluded.client_name, client_name), source_ref = excluded.source_ref`);
  const byId = database.prepare<[string], CallRow>('SELECT * FROM calls WHERE id = ?');
  const all = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM calls');

  return {
    /** Adds the call or refreshes what its source says of it. */
    save(call: StoredCall): void {
      upsert.run({
        id: call.id,
        source: call.source,
        external_id: call.externalId,
        direction: call.direction,
        status: call.status,
        started_at: call.startedAt,
        duration_ms: Math.round(call.durationMs),
        agent_id: call.agentId,
        agent_name: call.agentName,
        client_phone: call.clientPhone,
        client_name: call.clientName,
        source_ref: JSON.stringify(call.sourceRef),
      });
    },
    find(id: string): StoredCall | undefined {
      const row = byId.get(id);
      return row && toStoredCall(row);
    },
    count: (): number => all.get()?.n ?? 0,
  };
}
