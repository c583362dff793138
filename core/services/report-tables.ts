/** Tables of reports, made when somebody asks: once for all who wait, and no longer than anybody waits. */

import { AppError, hasSystemCode } from '#core/errors.ts';
import { readReport, writeTables, type TableFormat } from '#core/reporting/index.ts';
import type { Resources } from '#core/resources.ts';

/** Somebody who waits for a table. */
export interface TableWork {
  readonly signal: AbortSignal;
  /** How many calls are written. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface ReportTables {
  /**
   * Writes the table, unless this run has written it: a kept report does not change.
   * @throws job.cancelled when the signal aborts or the report goes, file.not-found when its data are gone, disk.full, file.unreadable, internal
   */
  write(id: string, format: TableFormat, work: TableWork): Promise<void>;
  /** Another run of the program may write another table: nothing is known of its files. */
  isWritten(id: string, format: TableFormat): boolean;
  /** Ends the writing of all tables of the report; whoever waits is told that it was cancelled. */
  drop(id: string): Promise<void>;
}

interface Options {
  readonly resources: Pick<Resources, 'xlsxWorker'>;
  readonly fileOf: (id: string, format: TableFormat | 'json') => string;
}

/** A table on its way to a file. */
interface Writing {
  readonly controller: AbortController;
  readonly done: Promise<void>;
  readonly waiting: Set<TableWork>;
}

const FORMATS = ['csv', 'xlsx'] as const satisfies readonly TableFormat[];

export function createReportTables({ resources, fileOf }: Options): ReportTables {
  const current = new Map<string, Writing>();
  const written = new Set<string>();

  function begin(id: string, format: TableFormat): Writing {
    const file = fileOf(id, format);
    const controller = new AbortController();
    const waiting = new Set<TableWork>();
    const options = {
      ...{ file, format, xlsxWorker: resources.xlsxWorker, signal: controller.signal },
      onProgress: ({ callsDone, callsTotal }: { readonly callsDone: number; readonly callsTotal: number }) => {
        for (const { onProgress } of waiting) onProgress(callsDone, callsTotal);
      },
    };
    const done = readReport(fileOf(id, 'json'))
      .catch((error: unknown) => {
        throw hasSystemCode(error, 'ENOENT') ? new AppError('file.not-found', { path: fileOf(id, 'json') }) : error;
      })
      .then((report) => writeTables(report, options))
      .then(() => void written.add(file))
      .finally(() => current.delete(file));
    const writing = { controller, done, waiting };
    current.set(file, writing);
    return writing;
  }

  return {
    isWritten: (id, format) => written.has(fileOf(id, format)),
    async write(id, format, work) {
      const file = fileOf(id, format);
      let known = current.get(file);
      // One that was just given up is let end first: both would write the same file.
      for (; known?.controller.signal.aborted; known = current.get(file)) await Promise.allSettled([known.done]);
      work.signal.throwIfAborted();
      const { waiting, controller, done } = known ?? begin(id, format);
      const leave = (): void => {
        waiting.delete(work);
        if (waiting.size === 0) controller.abort();
      };
      waiting.add(work);
      work.signal.addEventListener('abort', leave, { once: true });
      try {
        await done;
        work.signal.throwIfAborted();
      } finally {
        work.signal.removeEventListener('abort', leave);
      }
    },
    async drop(id) {
      for (const format of FORMATS) {
        const file = fileOf(id, format);
        const known = current.get(file);
        known?.controller.abort();
        await Promise.allSettled([known?.done]);
        written.delete(file);
      }
    },
  };
}
