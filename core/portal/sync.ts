/** Keeping a copy of the portal's calls: what to list when, so that nothing is missed and little is asked twice. */

import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import type { CallPage, Portal } from './types.ts';

/** What must be remembered between two runs; plain JSON. */
export interface SyncState {
  /** Beginning of the period that is kept, an instant in UTC. */
  readonly from: string;
  /** Greatest row id that was stored. */
  readonly lastRowId: number;
  /** When recent rows were last read again, milliseconds since 1970. */
  readonly sweptAtMs: number;
}

/** Rows to store. Calls may come twice; a call with a known id replaces the former one. */
export interface PageStep {
  readonly kind: 'first' | 'news' | 'sweep';
  readonly page: CallPage;
  /** To be stored together with the page: a killed run then continues here. */
  readonly state: SyncState;
}

/** A sweep ran to its end: calls of this time that are not among `rowIds` are no longer in the portal. */
export interface SweptStep {
  readonly kind: 'swept';
  readonly from: string;
  readonly to: string;
  readonly rowIds: ReadonlySet<number>;
  readonly state: SyncState;
}

export type SyncStep = PageStep | SweptStep;

export interface SyncOptions {
  readonly portal: Pick<Portal, 'listCalls'>;
  readonly clock: Clock;
  /** Beginning of the period that should be kept. An earlier one than before is listed from scratch. */
  readonly from: string;
  /** Null for the first run. */
  readonly state: SyncState | null;
  readonly signal?: AbortSignal;
}

/**
 * Rows are written in the order in which calls end, but become visible as transactions of the portal finish: a row with
 * a smaller id may appear after one with a greater id. Reading this many ids again costs at most four pages.
 */
const OVERLAP_ROWS = 200;
/** Recordings, votes and CRM links arrive late, and nothing tells so: recent rows are read again once a day. */
const SWEEP_EVERY_MS = 24 * 3_600_000;
const SWEEP_DAYS_MS = 14 * 24 * 3_600_000;

/**
 * First run: everything since `from`. Later: rows behind the last one, less a small overlap, and once a day the last
 * fourteen days again. Calls that began before `from` are passed over.
 * @throws portal.*, job.cancelled; what was yielded before stays true
 */
export async function* syncCalls(options: SyncOptions): AsyncIterable<SyncStep> {
  const { clock, from, state } = options;
  if (Number.isNaN(Date.parse(from))) throw new AppError('input.invalid', { reason: 'period' });
  if (!state || Date.parse(from) < Date.parse(state.from)) {
    yield* firstRun(options);
    return;
  }
  const kept = { ...state, from };
  let current = kept;
  for await (const step of news(options, kept)) {
    current = step.state;
    yield step;
  }
  if (clock.now() - state.sweptAtMs >= SWEEP_EVERY_MS) yield* sweep(options, current);
}

/** Rows come by id, so a run that was killed halfway has every row up to its cursor and is continued behind it. */
async function* firstRun({ portal, clock, from, state, signal }: SyncOptions): AsyncIterable<PageStep> {
  const startedMs = clock.now();
  for await (const page of portal.listCalls({ from, ...(signal ? { signal } : {}) })) {
    const lastRowId = Math.max(page.lastRowId, state?.lastRowId ?? 0);
    yield { kind: 'first', page, state: { from, lastRowId, sweptAtMs: startedMs } };
  }
}

async function* news({ portal, signal }: SyncOptions, state: SyncState): AsyncIterable<PageStep> {
  const afterId = Math.max(0, state.lastRowId - OVERLAP_ROWS);
  let { lastRowId } = state;
  for await (const page of portal.listCalls({ afterId, ...(signal ? { signal } : {}) })) {
    lastRowId = Math.max(lastRowId, page.lastRowId);
    const calls = page.calls.filter((call) => Date.parse(call.startedAt) >= Date.parse(state.from));
    yield { kind: 'news', page: { ...page, calls }, state: { ...state, lastRowId } };
  }
}

async function* sweep({ portal, clock, signal }: SyncOptions, state: SyncState): AsyncIterable<SyncStep> {
  const startedMs = clock.now();
  const fromMs = Math.max(startedMs - SWEEP_DAYS_MS, Date.parse(state.from));
  const period = { from: new Date(fromMs).toISOString(), to: new Date(startedMs).toISOString() };
  const rowIds = new Set<number>();
  let { lastRowId } = state;
  for await (const page of portal.listCalls({ ...period, ...(signal ? { signal } : {}) })) {
    for (const call of page.calls) rowIds.add(call.rowId);
    lastRowId = Math.max(lastRowId, page.lastRowId);
    yield { kind: 'sweep', page, state: { ...state, lastRowId } };
  }
  yield { kind: 'swept', ...period, rowIds, state: { ...state, lastRowId, sweptAtMs: startedMs } };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIRST_CHECKS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS];
const LATER_CHECKS_MS = 6 * HOUR_MS;
const GIVE_UP_AFTER_MS = 7 * 24 * HOUR_MS;

/**
 * When to look again for a recording that is not there yet: after 1, 5, 15 and 60 minutes, then every six hours, for
 * seven days. A telephone exchange may deliver late, or never.
 * @param checks how often was looked so far, 0 after the first listing
 * @param endedAtMs when the call ended, milliseconds since 1970
 * @returns the moment of the next look, or null when there is nothing more to wait for
 */
export function nextRecordingCheckMs(checks: number, endedAtMs: number, now: number): number | null {
  const next = now + (FIRST_CHECKS_MS[checks] ?? LATER_CHECKS_MS);
  return next - endedAtMs > GIVE_UP_AFTER_MS ? null : next;
}
