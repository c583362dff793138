/** Writes into the portal on their way: planned, sent, confirmed. */

import type { ErrorData } from '#core/errors.ts';
import type { WriteAction, WriteRequest } from '#core/domain/write-back.ts';
import type { Connection } from './database.ts';

export type WriteState = 'planned' | 'sending' | 'done' | 'unclear' | 'failed';

export interface StoredWrite {
  readonly id: number;
  readonly callId: string;
  readonly action: WriteAction;
  readonly request: WriteRequest;
  readonly state: WriteState;
}

interface Row {
  id: number;
  call_id: string;
  action: WriteAction;
  request: string;
  state: WriteState;
}

export function createOutbox(database: Connection, now: () => string) {
  const insert = database.prepare<[string, WriteAction, string, string]>(`
    INSERT INTO outbox (call_id, action, request, state, updated_at) VALUES (?, ?, ?, 'planned', ?)
    ON CONFLICT (call_id, action) DO NOTHING`);
  const open = database.prepare<[string], Row>(`
    SELECT o.id, o.call_id, o.action, o.request, o.state FROM outbox o JOIN calls c ON c.id = o.call_id
    WHERE o.state IN ('planned', 'sending') AND c.source = ? ORDER BY o.id`);
  const update = database.prepare<[WriteState, string | null, string, number]>(
    'UPDATE outbox SET state = ?, error = ?, updated_at = ? WHERE id = ?',
  );
  const counts = database.prepare<[], { state: WriteState; n: number }>(
    'SELECT state, count(*) AS n FROM outbox GROUP BY state',
  );
  return {
    /** @returns false when this action was planned for the call before, whatever became of it */
    plan: (callId: string, request: WriteRequest): boolean =>
      insert.run(callId, request.action, JSON.stringify(request), now()).changes > 0,
    /** Writes of a source that are not settled, in the order of planning. */
    openOf: (source: string): StoredWrite[] =>
      open.all(source).map(({ call_id: callId, request, ...row }) => ({
        ...row,
        callId,
        request: JSON.parse(request) as WriteRequest,
      })),
    setState: (id: number, state: WriteState, error: ErrorData | null = null): void =>
      void update.run(state, error && JSON.stringify(error), now(), id),
    counts: (): ReadonlyMap<WriteState, number> => new Map(counts.all().map(({ state, n }) => [state, n])),
  };
}
