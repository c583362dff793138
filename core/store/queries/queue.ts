/** The queue of the work, part by part. */

import type { Stage } from '#core/domain/job.ts';
import type { QueuedCall, QueuePage, QueuePart } from '#core/domain/queue.ts';
import type { ErrorData } from '#core/errors.ts';
import type { Connection } from '../database.ts';

interface Row extends Omit<QueuedCall, 'stage' | 'error'> {
  stage: Stage;
  error: string | null;
}

const CALL = `c.id AS callId, c.started_at AS startedAt, c.duration_ms AS durationMs, c.agent_name AS agentName,
  c.client_name AS clientName, c.client_phone AS clientPhone`;

/** Failed jobs, by an index of their own; of a call whose both steps failed, the later one counts. */
const FAILED = `FROM jobs j JOIN calls c ON c.id = j.call_id
  WHERE j.state = 'failed' AND NOT EXISTS (
    SELECT 1 FROM jobs o WHERE o.call_id = j.call_id AND o.state = 'failed' AND o.stage < j.stage)`;

/** Recordings without findings, and calls whose work is done once more; what failed is not among them. */
const OPEN = `FROM recordings r JOIN calls c ON c.id = r.call_id
  LEFT JOIN jobs t ON t.call_id = r.call_id AND t.stage = 'transcribe' AND t.state IN ('pending', 'running')
  LEFT JOIN jobs a ON a.call_id = r.call_id AND a.stage = 'analyse' AND a.state IN ('pending', 'running')
  WHERE r.state = 'stored'
    AND (t.call_id IS NOT NULL OR a.call_id IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM analyses n WHERE n.call_id = r.call_id AND n.is_current = 1))
    AND NOT EXISTS (SELECT 1 FROM jobs f WHERE f.call_id = r.call_id AND f.state = 'failed')`;

const ROWS: Readonly<Record<QueuePart, string>> = {
  failed: `SELECT ${CALL}, 'failed' AS state, j.stage, j.error ${FAILED}
    ORDER BY j.updated_at DESC, c.id LIMIT ? OFFSET ?`,
  open: `SELECT ${CALL}, iif(t.state = 'running' OR a.state = 'running', 'running', 'waiting') AS state,
      iif(a.call_id IS NOT NULL AND t.call_id IS NULL, 'analyse', 'transcribe') AS stage, NULL AS error ${OPEN}
    ORDER BY (coalesce(t.state, '') = 'running' OR coalesce(a.state, '') = 'running') DESC, c.started_at, c.id
    LIMIT ? OFFSET ?`,
};

export function createQueue(database: Connection) {
  const totals = {
    failed: database.prepare<[], { total: number; durationMs: number }>(
      `SELECT count(*) AS total, coalesce(sum(c.duration_ms), 0) AS durationMs ${FAILED}`,
    ),
    open: database.prepare<[], { total: number; durationMs: number }>(
      `SELECT count(*) AS total, coalesce(sum(c.duration_ms), 0) AS durationMs ${OPEN}`,
    ),
  };
  const rows = {
    failed: database.prepare<[number, number], Row>(ROWS.failed),
    open: database.prepare<[number, number], Row>(ROWS.open),
  };
  return {
    /** Running calls first, then the oldest; of failed ones the latest failure first. */
    page(part: QueuePart, { offset, limit }: { readonly offset: number; readonly limit: number }): QueuePage {
      const calls = rows[part].all(limit, offset).map((row) => ({
        ...row,
        error: row.error === null ? null : (JSON.parse(row.error) as ErrorData),
      }));
      // An aggregate always gives one row.
      return { ...totals[part].get()!, calls };
    },
  };
}
