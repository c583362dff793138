/** Fetches the recordings of a portal that are due: some at once, each complete on the disk or absent. */

import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type AudioFormat, detectFormat } from '#core/audio/index.ts';
import type { RecordingState } from '#core/domain/call.ts';
import { toAppError, type AppError, type ErrorCode } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { Portal, PortalCall } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';
import { inParallel } from './in-parallel.ts';
import { savePortalCall, underSource } from './portal-calls.ts';
import type { FailedItem } from './process-calls.ts';
import { dayFolder, readHead, safeFileName } from './recording-files.ts';

/** The portal returns at most this many rows by id in one request. */
const PAGE = 50;
/** Downloads share the portal's pace; a few at once keep one slow file from holding up the others. */
const PARALLEL_DOWNLOADS = 4;

/** What of a source is needed to fetch recordings. */
export type RecordingPortal = Pick<Portal, 'callsByRowId' | 'announceDownloads' | 'downloadRecording'>;

export interface FetchOptions {
  readonly portal: RecordingPortal;
  readonly source: string;
  readonly store: Store;
  readonly dataDir: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface FetchSummary {
  readonly newRecordings: number;
  /** Recordings the portal has not attached yet; looked for again when they are due. */
  readonly waiting: number;
  readonly failed: readonly FailedItem[];
}

/** Errors of one recording that settle its state; the pull goes on. */
const SETTLED: Partial<Record<ErrorCode, Exclude<RecordingState, 'stored'>>> = {
  'recording.pending': 'pending',
  'recording.missing': 'missing',
  'recording.deleted': 'deleted',
  'recording.forbidden': 'forbidden',
  'recording.not-audio': 'failed',
  'recording.too-large': 'failed',
  // Tried again by the next pull.
  'recording.incomplete': 'pending',
  'audio.empty': 'failed',
  'audio.unknown-format': 'failed',
  'audio.unsupported-codec': 'failed',
};

/**
 * Also recordings of earlier pulls: they were late, or the program was killed before they came.
 * @param listed calls as the portal has just described them; the others are asked for again
 */
export async function fetchRecordings(
  options: FetchOptions,
  listed: ReadonlyMap<string, PortalCall>,
): Promise<FetchSummary> {
  const { store, source, clock, signal, onProgress } = options;
  const due = store.recordingChecks.dueOf(source, new Date(clock.now()).toISOString());
  const failed: FailedItem[] = [];
  let newRecordings = 0;
  let done = 0;
  const advance = (count: number): void => onProgress((done += count), due.length);
  await inParallel(
    downloadsOf(options, { due, listed, onPassed: advance }),
    { workers: PARALLEL_DOWNLOADS, signal },
    async (call, either) => {
      const outcome = await fetchRecording({ ...options, signal: either }, call);
      if (outcome === 'stored') newRecordings++;
      else failed.push({ callId: call.id, stage: 'download', error: outcome.toData() });
      advance(1);
    },
  );
  return { newRecordings, waiting: store.recordingChecks.waitingOf(source), failed };
}

interface DueCalls {
  readonly due: readonly string[];
  readonly listed: ReadonlyMap<string, PortalCall>;
  /** @param count due recordings that need no download after all */
  readonly onPassed: (count: number) => void;
}

/** Calls with a recording to download, announced a page at a time so that their links come together. */
async function* downloadsOf(options: FetchOptions, { due, listed, onPassed }: DueCalls): AsyncGenerator<PortalCall> {
  const { portal } = options;
  for (let start = 0; start < due.length; start += PAGE) {
    const page = due.slice(start, start + PAGE);
    const fresh = await lookAgain(
      options,
      page.filter((id) => !listed.has(id)),
    );
    const calls = page.flatMap((id) => listed.get(id) ?? fresh.get(id) ?? []);
    const ready = calls.filter((call) => call.recordingHint === 'available');
    if (ready.length < page.length) onPassed(page.length - ready.length);
    portal.announceDownloads(ready);
    yield* ready;
  }
}

/** Asks for rows once more and stores what they say now; a row that is gone takes its recording with it. */
async function lookAgain(
  { portal, source, store, clock, signal }: FetchOptions,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, PortalCall>> {
  if (callIds.length === 0) return new Map();
  const rowIds = callIds.map((id) => Number(store.calls.find(id)?.sourceRef.rowId));
  const rows = await portal.callsByRowId(rowIds, signal);
  const calls = new Map(rows.map((row) => underSource(row, source)).map((call) => [call.id, call]));
  store.transaction(() => {
    for (const id of callIds) {
      const call = calls.get(id);
      if (call) {
        savePortalCall(store, call, { agentName: null, nowMs: clock.now() });
        continue;
      }
      store.removedCalls.mark(id);
      settle(store, id, 'deleted');
    }
  });
  return calls;
}

async function fetchRecording(
  { portal, store, dataDir, logger, signal }: FetchOptions,
  call: PortalCall,
): Promise<'stored' | AppError> {
  const folder = dayFolder(call.startedAt);
  const former = store.recordings.findStored(call.id);
  // A replacement gets a name of its own: the former recording is good until the new one is entered.
  const version = former && call.recordFileId !== null ? `-${call.recordFileId}` : '';
  const target = path.join(dataDir, folder, `${safeFileName(call.id)}${version}`);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const { sha256, sizeBytes } = await portal.downloadRecording(call, target, { signal });
    const format = await placeByFormat(target);
    const name = `${path.basename(target)}.${format}`;
    const stored = { callId: call.id, path: `${folder}/${name}`, sha256, sizeBytes };
    store.transaction(() => {
      store.recordings.saveStored(stored);
      store.replacedRecordings.unmark(call.id);
    });
    if (former && former.path !== stored.path) await rm(path.join(dataDir, former.path), { force: true });
    return 'stored';
  } catch (thrown) {
    const error = toAppError(thrown);
    const state = SETTLED[error.code];
    if (!state) throw error;
    logger.log('warn', 'recording-not-fetched', { callId: call.id, code: error.code });
    store.transaction(() => settle(store, call.id, state));
    return error;
  }
}

/** A recording that is here is never given up for one that cannot be had; what may pass is tried again. */
function settle(
  { recordings, recordingChecks, replacedRecordings }: Store,
  callId: string,
  state: Exclude<RecordingState, 'stored'>,
): void {
  if (state !== 'pending') {
    recordingChecks.clear(callId);
    replacedRecordings.unmark(callId);
  }
  if (recordings.state(callId) !== 'stored') recordings.setState(callId, state);
}

/** Every ending that a recording may have got, also by an earlier version. */
const ENDINGS = ['wav', 'mp3', 'flac', 'ogg', 'm4a', 'aac', 'amr', 'webm'];

/** Gives the file the ending of its content; a former recording of another format goes. What is no audio goes too. */
async function placeByFormat(target: string): Promise<AudioFormat> {
  try {
    const format = detectFormat(await readHead(target));
    await rename(target, `${target}.${format}`);
    for (const other of ENDINGS) if (other !== format) await rm(`${target}.${other}`, { force: true });
    return format;
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
