/** The tables of a report as an Excel file, made in a thread of its own. */

import { Worker } from 'node:worker_threads';
import type { Report } from '#core/domain/report.ts';
import { toAppError } from '#core/errors.ts';
import { xlsxPieces, type XlsxReply } from '#core/reports/index.ts';
import type { Resources } from '#core/resources.ts';
import { inTurns } from '#core/turns.ts';

export interface XlsxOptions extends Pick<Resources, 'xlsxWorker'> {
  readonly signal: AbortSignal;
  /** How many rows the thread has. */
  readonly onProgress: (rows: number) => void;
}

/**
 * @returns the file
 * @throws the signal's reason when it aborts, which ends the thread; `internal` where the thread fails
 */
export async function makeXlsx(report: Report, { xlsxWorker, signal, onProgress }: XlsxOptions): Promise<Uint8Array> {
  signal.throwIfAborted();
  const worker = new Worker(xlsxWorker);
  // Ends the telling when the thread has failed, and the waiting when the telling has.
  const ended = new AbortController();
  const working = AbortSignal.any([signal, ended.signal]);
  try {
    const [file] = await Promise.all([
      answerOf(worker, working),
      tell(worker, report, { signal: working, onProgress }),
    ]);
    return file;
  } finally {
    ended.abort();
    await worker.terminate();
  }
}

async function tell(
  worker: Worker,
  report: Report,
  { signal, onProgress }: Pick<XlsxOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  let rows = 0;
  for await (const piece of inTurns(xlsxPieces(report), { signal, onProgress: () => onProgress(rows) })) {
    worker.postMessage(piece);
    if (piece.kind === 'rows') rows += piece.rows.length;
  }
}

function answerOf(worker: Worker, signal: AbortSignal): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const fail = (thrown: unknown): void => reject(toAppError(thrown));
  worker.on('message', (reply: XlsxReply) => (reply.kind === 'made' ? resolve(reply.file) : fail(reply.error)));
  // It has no module, or no memory left. Heard until the thread is gone: unheard, it would end the whole process.
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the thread that makes an Excel file ended with code ${code}`)));
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  return promise;
}
