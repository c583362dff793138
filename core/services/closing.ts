/**
 * What may be started until the program closes. Screens ask for work at any moment, and their orders are not waited for:
 * work that began after the end of all work would reach for a closed data folder.
 */

import { AppError, type ErrorData } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import type { Processing } from './processing.ts';
import type { Reports } from './reports.ts';
import type { Settling } from './settling.ts';
import type { PullRequest, Sync } from './sync.ts';
import type { WriteBack } from './write-back.ts';

export interface Closing {
  /** From now on nothing starts. What runs goes on: whoever started it ends it. */
  close(): void;
  processing(processing: Processing): Processing;
  /** A pull or a write that comes too late ends at once, as one that was cancelled. */
  sync(sync: Sync): Sync;
  writeBack(writeBack: WriteBack): WriteBack;
  settling(settling: Settling): Settling;
  /** A report that comes too late is refused with `job.cancelled`. */
  reports(reports: Reports): Reports;
}

export function createClosing(clock: Pick<Clock, 'now'>): Closing {
  let isClosing = false;
  const cancelled = (): { endedAt: string; error: ErrorData } => ({
    endedAt: new Date(clock.now()).toISOString(),
    error: new AppError('job.cancelled').toData(),
  });
  const notPulled = ({ trigger, period = null }: PullRequest) => {
    const { endedAt, error } = cancelled();
    return {
      trigger,
      period,
      startedAt: endedAt,
      endedAt,
      newCalls: 0,
      newRecordings: 0,
      waiting: 0,
      failed: 0,
      error,
    };
  };
  return {
    close() {
      isClosing = true;
    },
    processing: (processing) => ({
      ...processing,
      start: () => {
        if (!isClosing) processing.start();
      },
      redo: (callIds, stage) => (isClosing ? 0 : processing.redo(callIds, stage)),
    }),
    sync: (sync) => ({
      ...sync,
      run: async (request) => (isClosing ? notPulled(request) : await sync.run(request)),
    }),
    writeBack: (writeBack) => ({
      ...writeBack,
      run: async () =>
        isClosing ? { written: 0, found: 0, unclear: 0, failed: 0, ...cancelled() } : await writeBack.run(),
    }),
    settling: (settling) => ({
      ...settling,
      start: () => {
        if (!isClosing) settling.start();
      },
    }),
    reports: (reports) => ({
      ...reports,
      build: async (request) => {
        if (isClosing) throw new AppError('job.cancelled');
        return await reports.build(request);
      },
      prepare: async (...wanted) => {
        if (isClosing) throw new AppError('job.cancelled');
        await reports.prepare(...wanted);
      },
    }),
  };
}
