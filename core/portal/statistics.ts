/** Reads the portal's call statistics by a cursor over row ids. */

import { AppError, toAppError } from '#core/errors.ts';
import type { Answer, Reading } from './answer.ts';
import { type BatchSize, createBatchSize } from './batch-size.ts';
import { readCallRow, rowIdOf } from './call-row.ts';
import { listOf } from './fields.ts';
import type { Requests } from './requests.ts';
import type { Command, Params } from './transport.ts';
import type { CallPage, ListCallsOptions, PortalCall } from './types.ts';

const METHOD = 'voximplant.statistic.get';
/** The portal's page; it cannot be changed. */
const PAGE_ROWS = 50;

/**
 * In the hour that a change of clocks repeats, the portal's dates are off by one: rows that close to a bound are left
 * out, rows further away prove that the portal dropped the condition.
 */
const DATE_TOLERANCE_MS = 3_600_000;

interface Bounds {
  readonly afterId: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface StatisticsSource {
  readonly requests: Requests;
  readonly source: string;
}

/**
 * Pages of calls with a row id above `afterId`, ascending. A row is written when its call **ends**, so the row id is
 * the only cursor that loses nothing; dates only narrow a first pull.
 *
 * The server drops what it does not understand without a word (conditions, sorting), which would make this an endless
 * loop over the whole portal. So keys are upper case, and every row is held against what was asked for.
 *
 * One request for news. Where there is more than a page, the next request has the rows counted, and the rest comes in
 * batches of up to fifty pages, each page naming the last row of the one before.
 * @throws portal.ignored-filter, portal.*
 */
export async function* listCalls(
  { requests, source }: StatisticsSource,
  { afterId = 0, from, to, signal }: ListCallsOptions,
): AsyncIterable<CallPage> {
  const period = { fromMs: boundMs(from, -Infinity), toMs: boundMs(to, Infinity) };
  const batches = createBatchSize();
  let cursor = afterId;
  // A first pull is long: counted at once. News are few: counting would cost the server more than it tells.
  let isCounting = from !== undefined;
  let remainingRows: number | null = null;
  for (;;) {
    const bounds = { ...period, afterId: cursor };
    const pagesAhead = remainingRows === null ? 1 : Math.floor(remainingRows / PAGE_ROWS) + 1;
    const size = Math.min(pagesAhead, batches.size());
    const pages =
      size > 1
        ? await readBatchOfPages({ requests, source }, { bounds, size, batches, signal })
        : [await readSinglePage({ requests, source }, { bounds, isCounting, signal })];
    if (size === 1) batches.learn('single');
    for (const { page, rowCount, total, isSure } of pages) {
      if (total !== null) remainingRows = Math.max(0, total - rowCount);
      else if (remainingRows !== null) remainingRows = Math.max(0, remainingRows - rowCount);
      cursor = page.lastRowId;
      if (rowCount > 0) yield { ...page, remainingRows };
      if (rowCount < PAGE_ROWS && (isSure || remainingRows === 0)) return;
      isCounting = remainingRows === null;
    }
  }
}

interface ReadPage {
  readonly page: Omit<CallPage, 'remainingRows'>;
  readonly rowCount: number;
  /** Rows from this page on, where they were counted. */
  readonly total: number | null;
  /** False for a page that was asked for by reference: if it is short, the reference may have led nowhere. */
  readonly isSure: boolean;
}

interface SinglePage {
  readonly bounds: Bounds;
  readonly isCounting: boolean;
  readonly signal: AbortSignal | undefined;
}

async function readSinglePage(
  { requests, source }: StatisticsSource,
  { bounds, isCounting, signal }: SinglePage,
): Promise<ReadPage> {
  const params = { ...query(filterOf(bounds)), start: isCounting ? 0 : -1 };
  const answer = await requests.call({ method: METHOD, params }, { signal });
  return { ...readPage(answer, bounds, source), total: isCounting ? answer.total : null, isSure: true };
}

interface PageBatch {
  readonly bounds: Bounds;
  readonly size: number;
  readonly batches: BatchSize;
  readonly signal: AbortSignal | undefined;
}

/**
 * @returns the pages up to the first that failed or does not follow; none where the batch as a whole did not work, the
 * next page is then asked for by itself
 */
async function readBatchOfPages(
  { requests, source }: StatisticsSource,
  { bounds, size, batches, signal }: PageBatch,
): Promise<readonly ReadPage[]> {
  const commands: Record<string, Command> = {};
  for (let index = 0; index < size; index += 1) {
    const afterId = index === 0 ? bounds.afterId : `$result[p${index - 1}][${PAGE_ROWS - 1}][ID]`;
    commands[`p${index}`] = { method: METHOD, params: query({ ...filterOf(bounds), '>ID': afterId }) };
  }
  const readings = await requests.batch(commands, { signal, repeat: 'limits' }).catch((thrown: unknown) => {
    const error = toAppError(thrown);
    if (!error.isRetryable && error.code !== 'portal.method-missing') throw error;
    if (error.code === 'job.cancelled') throw error;
    return new Map<string, Reading>();
  });
  const pages: ReadPage[] = [];
  let isWhole = true;
  let { afterId } = bounds;
  for (let index = 0; index < size; index += 1) {
    const reading = readings.get(`p${index}`);
    const read =
      reading && 'answer' in reading
        ? follows(() => readPage(reading.answer, { ...bounds, afterId }, source), index)
        : null;
    isWhole = read !== null;
    if (!read) break;
    pages.push({ ...read, total: null, isSure: index === 0 });
    if (read.rowCount < PAGE_ROWS) break;
    afterId = read.page.lastRowId;
  }
  const last = pages.at(-1);
  const isDoubtful = last !== undefined && last.rowCount < PAGE_ROWS && !last.isSure && pages.length < size;
  batches.learn(isWhole && !isDoubtful ? 'whole' : 'part');
  return pages;
}

/** A later page that does not follow its forerunner means that this portal does not fill in references. */
function follows<T>(read: () => T, index: number): T | null {
  try {
    return read();
  } catch (error) {
    if (index > 0 && error instanceof AppError && error.code === 'portal.ignored-filter') return null;
    throw error;
  }
}

/** Rows by id, wherever they are now; deleted ones are absent. At most 50 ids a request. */
export async function callsByRowId(
  { requests, source }: StatisticsSource,
  rowIds: readonly number[],
  signal?: AbortSignal,
): Promise<readonly PortalCall[]> {
  const calls: PortalCall[] = [];
  const ids = [...new Set(rowIds)].sort((a, b) => a - b);
  for (let start = 0; start < ids.length; start += PAGE_ROWS) {
    const chunk = ids.slice(start, start + PAGE_ROWS);
    // Never an empty list here: the server would drop the condition and answer with everything.
    const answer = await requests.call({ method: METHOD, params: query({ ID: chunk }) }, { signal });
    for (const row of listOf(answer.result)) {
      if (!chunk.includes(rowIdOf(row) ?? 0)) throw ignoredFilter('ID');
      const call = readCallRow(row, { source, utcOffset: answer.utcOffset });
      if (call) calls.push(call);
    }
  }
  return calls;
}

/** `start: -1` spares the server the counting; sorting works only with both keys in exactly this spelling. */
function query(filter: Params): Params {
  return { FILTER: filter, SORT: 'ID', ORDER: 'ASC', start: -1 };
}

/** The most recent rows, for a look at what is visible. */
export function lastCallsQuery(): Params {
  return { SORT: 'ID', ORDER: 'DESC', start: -1 };
}

function filterOf({ afterId, fromMs, toMs }: Bounds): Params {
  return {
    '>ID': afterId,
    ...(fromMs === -Infinity ? {} : { '>=CALL_START_DATE': dateOf(fromMs) }),
    ...(toMs === Infinity ? {} : { '<CALL_START_DATE': dateOf(toMs) }),
  };
}

/** With an explicit offset: a date without one would be read in the server's zone. */
function dateOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}

function boundMs(instant: string | undefined, fallback: number): number {
  if (instant === undefined) return fallback;
  const ms = Date.parse(instant);
  if (!Number.isFinite(ms)) throw new AppError('input.invalid', { reason: 'period' });
  return ms;
}

function readPage(answer: Answer, bounds: Bounds, source: string): Pick<ReadPage, 'page' | 'rowCount'> {
  const rows = listOf(answer.result);
  const calls: PortalCall[] = [];
  let lastRowId = bounds.afterId;
  let unreadableRows = 0;
  for (const row of rows) {
    const rowId = rowIdOf(row);
    const call = readCallRow(row, { source, utcOffset: answer.utcOffset });
    if (rowId !== null && rowId <= lastRowId) throw ignoredFilter('ID');
    lastRowId = rowId ?? lastRowId;
    if (!call) unreadableRows += 1;
    else if (isInPeriod(Date.parse(call.startedAt), bounds)) calls.push(call);
  }
  // A full page that does not move the cursor would be asked for again and again.
  if (rows.length >= PAGE_ROWS && lastRowId === bounds.afterId) throw ignoredFilter('ID');
  return { page: { calls, unreadableRows, lastRowId }, rowCount: rows.length };
}

function isInPeriod(startedMs: number, { fromMs, toMs }: Bounds): boolean {
  if (startedMs < fromMs - DATE_TOLERANCE_MS || startedMs >= toMs + DATE_TOLERANCE_MS)
    throw ignoredFilter('CALL_START_DATE');
  return startedMs >= fromMs && startedMs < toMs;
}

function ignoredFilter(field: string): AppError {
  return new AppError('portal.ignored-filter', { method: METHOD, field });
}
