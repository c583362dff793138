/** Work that a screen watches and may leave: how far it is, from time to time, then its result. */

import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#core/errors.ts';

const INTERVAL_MS = 100;

export interface WatchedWork {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface WorkStep<Result> {
  readonly done: number;
  readonly total: number;
  /** Null until the work has ended. */
  readonly result: Result | null;
}

/** @param signal of the subscription: whoever leaves ends the work */
export async function* withProgress<Result>(
  signal: AbortSignal,
  start: (work: WatchedWork) => Promise<Result>,
): AsyncGenerator<WorkStep<Result>> {
  const stopped = new AbortController();
  let progress = { done: 0, total: 0 };
  const work = start({
    signal: AbortSignal.any([signal, stopped.signal]),
    onProgress: (done, total) => (progress = { done, total }),
  });
  const ended = work.then(() => true);
  try {
    while (!(await Promise.race([ended, delay(INTERVAL_MS, false)]))) yield { ...progress, result: null };
    yield { ...progress, result: await work };
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopped.abort(new AppError('job.cancelled'));
  }
}
