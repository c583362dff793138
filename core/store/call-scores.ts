/** Totals of the calls' scores. */

import type { Connection } from './database.ts';

interface AnalysedRow {
  id: string;
  started_at: string;
  agent_name: string | null;
}

/** An analysed call, as far as a list of scores names it. */
export interface AnalysedCall {
  readonly id: string;
  readonly startedAt: string;
  readonly agentName: string | null;
}

export function createCallScoreTable(database: Connection) {
  const stale = database.prepare<[string, number], { call_id: string }>(`
    SELECT a.call_id FROM analyses a LEFT JOIN call_scores s ON s.call_id = a.call_id
    WHERE a.is_current = 1 AND (s.call_id IS NULL OR s.stamp <> ?) LIMIT ?`);
  const save = database.prepare<[string, string, number | null]>(`
    INSERT INTO call_scores VALUES (?, ?, ?)
    ON CONFLICT (call_id) DO UPDATE SET stamp = excluded.stamp, total = excluded.total`);
  const newest = database.prepare<[number], AnalysedRow>(`
    SELECT c.id, c.started_at, c.agent_name FROM calls c
    WHERE EXISTS (SELECT 1 FROM analyses a WHERE a.call_id = c.id AND a.is_current = 1)
    ORDER BY c.started_at DESC, c.id LIMIT ?`);
  return {
    /** The newest first. */
    newestAnalysed: (limit: number): AnalysedCall[] =>
      newest.all(limit).map(({ id, started_at, agent_name }) => ({ id, startedAt: started_at, agentName: agent_name })),
    /** Analysed calls that have no total by this stamp. */
    stale: (stamp: string, limit: number): string[] => stale.all(stamp, limit).map(({ call_id }) => call_id),
    /** @param total 0..100; null where the scorecard does not apply */
    save: (callId: string, stamp: string, total: number | null): void => void save.run(callId, stamp, total),
  };
}
