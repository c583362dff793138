/** Writes into the portal on their way: planned, sent, confirmed. */

import type { ErrorData } from '#core/errors.ts';
import type { TroubledWrite, WriteAction, WriteRequest } from '#core/domain/write-back.ts';
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
  const troubled = database.prepare<[string, number], Omit<TroubledWrite, 'error'> & { error: string | null }>(`
    SELECT o.id, o.call_id AS callId, o.action, o.state, o.error FROM outbox o JOIN calls c ON c.id = o.call_id
    WHERE o.state IN ('failed', 'unclear') AND c.source = ? ORDER BY o.updated_at DESC, o.id DESC LIMIT ?`);
  const one = database.prepare<[string, WriteAction]>('SELECT 1 FROM outbox WHERE call_id = ? AND action = ?');
  const retry = database.prepare<[string, number]>(
    `UPDATE outbox SET state = 'planned', error = NULL, updated_at = ? WHERE id = ? AND state = 'failed'`,
  );
  const missing = database.prepare<[{ source: string; from: string; actions: string }], { id: string }>(`
    SELECT c.id FROM calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
    WHERE c.source = @source AND c.started_at >= @from AND EXISTS (
      SELECT 1 FROM json_each(@actions) wanted
      WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.call_id = c.id AND o.action = wanted.value))
    ORDER BY c.started_at DESC, c.id`);
  return {
    /** Analysed calls for which one of the actions was never planned, the newest first. @param from instant in UTC */
    callsWithout: (source: string, from: string, actions: Iterable<WriteAction>): string[] =>
      missing.all({ source, from, actions: JSON.stringify([...actions]) }).map(({ id }) => id),
    isPlanned: (callId: string, action: WriteAction): boolean => one.get(callId, action) !== undefined,
    /** Writes that were refused or are unclear, the latest first. */
    troubledOf: (source: string, limit: number): TroubledWrite[] =>
      troubled
        .all(source, limit)
        .map((row) => ({ ...row, error: row.error === null ? null : (JSON.parse(row.error) as ErrorData) })),
    /** Plans a refused write again. @returns false where there is none with this id */
    retry: (id: number): boolean => retry.run(now(), id).changes > 0,
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
