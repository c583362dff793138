/** Reads the portal's call statistics by a cursor over row ids. */

import { AppError } from '../errors.ts';
import type { Answer } from './answer.ts';
import { readCallRow, rowIdOf } from './call-row.ts';
import { listOf } from './fields.ts';
import type { Requests } from './requests.ts';
import type { Params } from './transport.ts';
import type { CallPage, ListCallsOptions, PortalCall } from './types.ts';

const METHOD = 'voximplant.statistic.get';
/** The portal's page; it cannot be changed. */
export const PAGE_ROWS = 50;

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

/**
 * Pages of calls with a row id above `afterId`, ascending. A row is written when its call **ends**, so the row id is
 * the only cursor that loses nothing; dates only narrow a first pull.
 *
 * The server drops what it does not understand without a word (conditions, sorting), which would make this an endless
 * loop over the whole portal. So keys are upper case, and every row is held against what was asked for.
 * @throws portal.ignored-filter, portal.*
 */
export async function* listCalls(
  { requests, source }: { requests: Requests; source: string },
  { afterId = 0, from, to, signal }: ListCallsOptions,
): AsyncIterable<CallPage> {
  const period = { fromMs: boundMs(from, -Infinity), toMs: boundMs(to, Infinity) };
  for (let cursor = afterId; ;) {
    const bounds = { ...period, afterId: cursor };
    const answer = await requests.call({ method: METHOD, params: query(filterOf(bounds)) }, { signal });
    const { page, rowCount } = readPage(answer, bounds, source);
    if (rowCount > 0) yield page;
    if (rowCount < PAGE_ROWS) return;
    cursor = page.lastRowId;
  }
}

/** Rows by id, wherever they are now; deleted ones are absent. At most 50 ids a request. */
export async function callsByRowId(
  { requests, source }: { requests: Requests; source: string },
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

function readPage(answer: Answer, bounds: Bounds, source: string): { page: CallPage; rowCount: number } {
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
