/** Brings calls and their recordings from a portal into the store. Safe to kill and to repeat. */

import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { detectFormat } from '../audio/index.ts';
import type { RecordingState } from '../domain/call.ts';
import { toAppError, type AppError, type ErrorCode } from '../errors.ts';
import type { Logger } from '../ports.ts';
import type { Portal, PortalCall } from '../portal/index.ts';
import type { Store, StoredCall } from '../store/index.ts';
import type { FailedItem } from './process-calls.ts';
import { dayFolder, readHead, safeFileName } from './recording-files.ts';

/** The portal returns at most this many rows by id in one request. */
const RECHECK_PAGE = 50;

export interface PullOptions {
  readonly portal: Portal;
  /** `Call.source` of the portal's calls. */
  readonly source: string;
  readonly store: Store;
  readonly dataDir: string;
  readonly logger: Logger;
  /** Instants in UTC: calls started from `from` inclusive to `to` exclusive. */
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

export interface PullProgress {
  readonly callsListed: number;
  readonly recordingsDone: number;
  readonly recordingsTotal: number;
}

export interface PullSummary {
  readonly calls: number;
  readonly newRecordings: number;
  /** Recordings the portal has not attached yet; the next pull asks again. */
  readonly waiting: number;
  readonly unreadableRows: number;
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
 * Lists the calls of the period, then fetches every recording that is not on the disk yet.
 * @returns what was done; a recording that cannot be had does not stop the others
 * @throws portal.* when the portal as a whole cannot be used, disk.full, job.cancelled
 */
export async function pullPortal(options: PullOptions): Promise<PullSummary> {
  try {
    const listed = await listCalls(options);
    const downloads = await fetchRecordings(options, listed.calls);
    return { calls: listed.calls.size, unreadableRows: listed.unreadableRows, ...downloads };
  } catch (error) {
    throw toAppError(error);
  }
}

async function listCalls({ portal, store, from, to, signal, onProgress }: PullOptions) {
  const calls = new Map<string, PortalCall>();
  let unreadableRows = 0;
  for await (const page of portal.listCalls({ from, to, signal })) {
    unreadableRows += page.unreadableRows;
    const names = await portal.agentNames(new Set(page.calls.flatMap((call) => call.agentId ?? [])), signal);
    store.transaction(() => {
      for (const call of page.calls) {
        saveCall(store, call, names.get(call.agentId ?? '')?.name ?? call.agentName);
        calls.set(call.id, call);
      }
    });
    onProgress?.({ callsListed: calls.size, recordingsDone: 0, recordingsTotal: 0 });
  }
  return { calls, unreadableRows };
}

function saveCall(store: Store, call: PortalCall, agentName: string | null): void {
  const previous = store.calls.find(call.id);
  store.calls.save({
    id: call.id,
    source: call.source,
    externalId: call.externalId,
    direction: call.direction,
    status: call.status,
    startedAt: call.startedAt,
    durationMs: call.durationMs,
    agentId: call.agentId,
    agentName,
    clientPhone: call.clientPhone,
    clientName: call.clientName,
    // No `recordUrl`: a link to a recording is a password. The row is asked for again before a download.
    sourceRef: { rowId: call.rowId, portalCallId: call.portalCallId, recordFileId: call.recordFileId },
  });
  const state = store.recordings.state(call.id);
  if (call.recordingHint === 'none') {
    if (state === undefined) store.recordings.setState(call.id, 'none');
    return;
  }
  const isReplaced = state === 'stored' && isOtherFile(previous, call);
  if (state === undefined || state === 'none' || state === 'missing' || isReplaced)
    store.recordings.setState(call.id, 'pending');
}

/** A changed file id on the portal means that the recording was replaced there. */
const isOtherFile = (previous: StoredCall | undefined, call: PortalCall): boolean =>
  call.recordFileId !== null && previous?.sourceRef.recordFileId !== call.recordFileId;

async function fetchRecordings(options: PullOptions, listed: ReadonlyMap<string, PortalCall>) {
  const { store, source, signal, onProgress } = options;
  // Also calls of earlier pulls: their recording was late, or the program was killed before it came.
  const pending = store.recordings.pendingOf(source);
  const failed: FailedItem[] = [];
  let newRecordings = 0;
  let waiting = 0;
  let recordingsDone = 0;
  for await (const [callId, call] of withDetails(options, pending, listed)) {
    signal.throwIfAborted();
    const outcome = call ? await fetchRecording(options, call) : ('missing' as const);
    if (outcome === 'stored') newRecordings++;
    else if (outcome === 'missing') store.recordings.setState(callId, 'deleted');
    else if (outcome.code === 'recording.pending') waiting++;
    else failed.push({ callId, stage: 'download', error: outcome.toData() });
    recordingsDone++;
    onProgress?.({ callsListed: listed.size, recordingsDone, recordingsTotal: pending.length });
  }
  return { newRecordings, waiting, failed };
}

/** Pairs every pending call with its fresh row, asking the portal for those that this pull has not listed. */
async function* withDetails(
  { portal, store, signal }: PullOptions,
  pending: readonly string[],
  listed: ReadonlyMap<string, PortalCall>,
): AsyncGenerator<readonly [callId: string, call: PortalCall | undefined]> {
  for (let start = 0; start < pending.length; start += RECHECK_PAGE) {
    const page = pending.slice(start, start + RECHECK_PAGE);
    const rowIds = page.filter((id) => !listed.has(id)).map((id) => Number(store.calls.find(id)?.sourceRef.rowId));
    const fresh = rowIds.length > 0 ? await portal.callsByRowId(rowIds, signal) : [];
    const byId = new Map(fresh.map((call) => [call.id, call]));
    for (const id of page) yield [id, listed.get(id) ?? byId.get(id)];
  }
}

async function fetchRecording(
  { portal, store, dataDir, logger, signal }: PullOptions,
  call: PortalCall,
): Promise<'stored' | AppError> {
  const folder = dayFolder(call.startedAt);
  const target = path.join(dataDir, folder, safeFileName(call.id));
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const { sha256, sizeBytes } = await portal.downloadRecording(call, target, { signal });
    const name = `${path.basename(target)}.${detectFormat(await readHead(target))}`;
    await rename(target, path.join(dataDir, folder, name));
    store.transaction(() =>
      store.recordings.saveStored({ callId: call.id, path: `${folder}/${name}`, sha256, sizeBytes }),
    );
    return 'stored';
  } catch (thrown) {
    const error = toAppError(thrown);
    const state = SETTLED[error.code];
    if (!state) throw error;
    logger.log('warn', 'recording-not-fetched', { callId: call.id, code: error.code });
    store.recordings.setState(call.id, state);
    return error;
  }
}
