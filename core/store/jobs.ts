/** Units of work as rows: a restart continues where a kill interrupted. */

import type { Job, JobState, Stage } from '#core/domain/job.ts';
import type { ErrorData } from '#core/errors.ts';
import type { Connection } from './database.ts';

interface JobRow {
  call_id: string;
  stage: Stage;
  state: JobState;
  attempts: number;
  work_key: string;
  error: string | null;
}

/** A job with what it is for. */
export interface StoredJob extends Job {
  readonly workKey: string;
}

const toJob = (row: JobRow): StoredJob => ({
  callId: row.call_id,
  stage: row.stage,
  state: row.state,
  attempts: row.attempts,
  workKey: row.work_key,
  error: row.error === null ? null : (JSON.parse(row.error) as ErrorData),
});

export function createJobs(database: Connection, now: () => string) {
  const plan = database.prepare<[string, Stage, string, string]>(`
    INSERT INTO jobs (call_id, stage, state, work_key, updated_at) VALUES (?, ?, 'pending', ?, ?)
    ON CONFLICT (call_id, stage) DO UPDATE SET
      state = 'pending', attempts = 0, work_key = excluded.work_key, error = NULL, updated_at = excluded.updated_at
    WHERE jobs.work_key <> excluded.work_key OR jobs.state = 'done'`);
  const start = database.prepare<[string, string, Stage]>(
    `UPDATE jobs SET state = 'running', attempts = attempts + 1, updated_at = ? WHERE call_id = ? AND stage = ?`,
  );
  const end = database.prepare<[JobState, string | null, string, string, Stage]>(
    'UPDATE jobs SET state = ?, error = ?, updated_at = ? WHERE call_id = ? AND stage = ?',
  );
  // Not an attempt: the user stopped it, the recording is not to blame.
  const release = database.prepare<[string, string, Stage]>(`
    UPDATE jobs SET state = 'pending', attempts = max(0, attempts - 1), updated_at = ? WHERE call_id = ? AND stage = ?`);
  const retry = database.prepare<[string, Stage]>(
    `UPDATE jobs SET state = 'pending', attempts = 0, error = NULL, updated_at = ? WHERE stage = ? AND state = 'failed'`,
  );
  const redo = database.prepare<[string, string, Stage]>(`
    UPDATE jobs SET state = 'pending', attempts = 0, error = NULL, updated_at = ?
    WHERE call_id = ? AND stage = ? AND state IN ('done', 'failed')`);
  const open = database.prepare<[Stage], JobRow>(`
    SELECT jobs.* FROM jobs JOIN calls ON calls.id = jobs.call_id
    WHERE stage = ? AND state IN ('pending', 'running') ORDER BY calls.started_at, calls.id`);
  const failed = database.prepare<[Stage], JobRow>(
    `SELECT * FROM jobs WHERE stage = ? AND state = 'failed' ORDER BY updated_at, call_id`,
  );
  const one = database.prepare<[string, Stage], JobRow>('SELECT * FROM jobs WHERE call_id = ? AND stage = ?');

  return {
    /**
     * Plans the work unless the very same work is already planned, running or has failed.
     * @param workKey input and maker; another key starts the job anew
     */
    plan(callId: string, stage: Stage, workKey: string): void {
      plan.run(callId, stage, workKey, now());
    },
    start: (callId: string, stage: Stage): void => void start.run(now(), callId, stage),
    finish: (callId: string, stage: Stage): void => void end.run('done', null, now(), callId, stage),
    fail(callId: string, stage: Stage, error: ErrorData): void {
      end.run('failed', JSON.stringify(error), now(), callId, stage);
    },
    /** Puts a stopped job back without counting the attempt. */
    release: (callId: string, stage: Stage): void => void release.run(now(), callId, stage),
    /** Plans every failed job of a stage again. @returns how many */
    retryFailed: (stage: Stage): number => retry.run(now(), stage).changes,
    /** Plans work that has ended once more. @returns false when there was none, or it has not ended */
    redo: (callId: string, stage: Stage): boolean => redo.run(now(), callId, stage).changes > 0,
    /** Pending jobs and those a killed run left behind, oldest call first. */
    open: (stage: Stage): StoredJob[] => open.all(stage).map(toJob),
    failed: (stage: Stage): StoredJob[] => failed.all(stage).map(toJob),
    find(callId: string, stage: Stage): StoredJob | undefined {
      const row = one.get(callId, stage);
      return row && toJob(row);
    },
  };
}
