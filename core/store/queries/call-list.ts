/** The list of calls and its totals, filtered and ordered. */

import type { CallOrder, CallPage, CallState, ListedCall } from '#core/domain/call-list.ts';
import type { RecordingState } from '#core/domain/call.ts';
import type { Outcome, Sentiment, TopicId, Verdict } from '#core/domain/finding.ts';
import type { JobState } from '#core/domain/job.ts';
import type { Totals } from '#core/domain/report.ts';
import type { ErrorData } from '#core/errors.ts';
import type { CallRow } from '../calls.ts';
import type { Connection } from '../database.ts';
import { createCallChoices } from './call-choices.ts';
import { FROM, type Condition, type InstantFilter } from './call-filter.ts';
import { createFragments } from './call-fragments.ts';
import { createMatches } from './call-matches.ts';
import { totalsOf } from './call-totals.ts';

export interface CallListQuery {
  readonly filter: InstantFilter;
  readonly order: CallOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

interface ListedRow extends CallRow {
  analysis_id: number | null;
  topic: TopicId | null;
  sentiment: Sentiment | null;
  outcome: Outcome | null;
  next_step: string | null;
  recording_state: RecordingState | null;
  transcribe_state: JobState | null;
  analyse_state: JobState | null;
  score: number | null;
}

interface ObjectionRow {
  analysis_id: number;
  category: string;
  verdict: Verdict;
  quote: string;
}

const COLUMNS = `c.*, a.id AS analysis_id, a.topic, a.sentiment, a.outcome, a.next_step,
  (SELECT state FROM recordings r WHERE r.call_id = c.id) AS recording_state,
  (SELECT state FROM jobs j WHERE j.call_id = c.id AND j.stage = 'transcribe') AS transcribe_state,
  (SELECT state FROM jobs j WHERE j.call_id = c.id AND j.stage = 'analyse') AS analyse_state,
  (SELECT total FROM call_scores k WHERE k.call_id = c.id) AS score`;

/** Fixed pieces of SQL; the order's name is checked by the type and at the border. */
const ORDERS: Readonly<Record<CallOrder, string>> = {
  startedAt: 'c.started_at',
  durationMs: 'c.duration_ms',
  agentName: 'c.agent_name',
  score: '(SELECT total FROM call_scores k WHERE k.call_id = c.id)',
  objections: '(SELECT count(*) FROM objections o WHERE o.analysis_id = a.id)',
};

export function createCallList(database: Connection) {
  const matching = createMatches(database);
  const fragmentsOf = createFragments(database);
  const objectionsOf = database.prepare<[string], ObjectionRow>(`
    SELECT analysis_id, category, verdict, quote FROM objections
    WHERE analysis_id IN (SELECT value FROM json_each(?)) ORDER BY utterance, id`);
  const one = database.prepare<[string], ListedRow>(`SELECT ${COLUMNS} ${FROM} WHERE c.id = ?`);
  const many = database.prepare<[string], ListedRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE c.id IN (SELECT value FROM json_each(?))`,
  );
  const failure = database.prepare<[string], { error: string }>(
    `SELECT error FROM jobs WHERE call_id = ? AND state = 'failed' ORDER BY updated_at DESC LIMIT 1`,
  );
  const queue = database.prepare<[], { waiting: number; failed: number }>(`
    SELECT coalesce(sum(NOT is_failed), 0) AS waiting, coalesce(sum(is_failed), 0) AS failed FROM (
      SELECT EXISTS (SELECT 1 FROM jobs j WHERE j.call_id = r.call_id AND j.state = 'failed') AS is_failed
      FROM recordings r
      WHERE r.state = 'stored'
        AND NOT EXISTS (SELECT 1 FROM analyses a WHERE a.call_id = r.call_id AND a.is_current = 1))`);

  function withObjections(rows: readonly ListedRow[]): ListedCall[] {
    const ids = rows.flatMap((row) => row.analysis_id ?? []);
    const byAnalysis = Map.groupBy(objectionsOf.all(JSON.stringify(ids)), (row) => row.analysis_id);
    return rows.map((row) => toListedCall(row, byAnalysis.get(row.analysis_id ?? -1) ?? []));
  }

  return {
    ...createCallChoices(database),
    page({ filter, order, descending, offset, limit }: CallListQuery): CallPage {
      const { sql, parameters, needsAnalysis } = matching(filter);
      const direction = descending ? 'DESC' : 'ASC';
      const source = needsAnalysis || order === 'objections' ? FROM : 'FROM calls c';
      // The wanted calls are found by indexes alone; only they are read whole.
      const ids = database
        .prepare<[Condition['parameters']], { id: string }>(
          `SELECT c.id ${source} WHERE ${sql} ORDER BY ${ORDERS[order]} ${direction}, c.id LIMIT @limit OFFSET @offset`,
        )
        .all({ ...parameters, limit, offset })
        .map(({ id }) => id);
      const byId = new Map(many.all(JSON.stringify(ids)).map((row) => [row.id, row]));
      const rows = ids.flatMap((id) => byId.get(id) ?? []);
      const total = database
        .prepare<[Condition['parameters']], { n: number }>(`SELECT count(*) AS n ${source} WHERE ${sql}`)
        .get(parameters);
      const fragments = fragmentsOf(ids, filter.text ?? '');
      return { total: total?.n ?? 0, calls: withObjections(rows), fragments };
    },
    /** Ids alone, the newest call first. */
    ids(filter: InstantFilter, limit: number): string[] {
      const { sql, parameters, needsAnalysis } = matching(filter);
      return database
        .prepare<[Condition['parameters']], { id: string }>(
          `SELECT c.id ${needsAnalysis ? FROM : 'FROM calls c'} WHERE ${sql} ORDER BY c.started_at DESC LIMIT @limit`,
        )
        .all({ ...parameters, limit })
        .map(({ id }) => id);
    },
    find(id: string): ListedCall | undefined {
      const row = one.get(id);
      return row && withObjections([row])[0];
    },
    errorOf(id: string): ErrorData | null {
      const row = failure.get(id);
      return row ? (JSON.parse(row.error) as ErrorData) : null;
    },
    totals: (filter: InstantFilter): Totals => totalsOf(database, matching(filter)),
    /** Calls with a recording but without findings: those that wait, and those that failed. */
    queue: (): { waiting: number; failed: number } => queue.get() ?? { waiting: 0, failed: 0 },
  };
}

function toListedCall(row: ListedRow, objections: readonly ObjectionRow[]): ListedCall {
  return {
    id: row.id,
    startedAt: row.started_at,
    direction: row.direction,
    status: row.status,
    agentName: row.agent_name,
    clientName: row.client_name,
    clientPhone: row.client_phone,
    durationMs: row.duration_ms,
    state: stateOf(row),
    topic: row.topic,
    sentiment: row.sentiment,
    outcome: row.outcome,
    nextStep: row.next_step,
    score: row.score,
    objections: objections.map(({ category, verdict, quote }) => ({ category, verdict, quote })),
  };
}

function stateOf(row: ListedRow): CallState {
  const jobs = [row.transcribe_state, row.analyse_state];
  if (jobs.includes('failed')) return 'failed';
  if (row.analysis_id !== null) return 'done';
  if (row.recording_state !== 'stored' && row.recording_state !== 'pending') return 'no-recording';
  return jobs.includes('running') ? 'running' : 'waiting';
}
