/** Brings calls and recordings from a Voximplant account into the store. Safe to kill and to repeat. */

import { z } from 'zod';
import { toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { PortalCall, ProviderDownloads } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';
import type { Voximplant, VoximplantCall } from '#core/voximplant/index.ts';
import { savePortalCall } from './portal-calls.ts';
import { fetchRecordings, type FetchSummary, type RecordingPortal } from './portal-recordings.ts';
import type { PullProgress } from './pull-portal.ts';

export interface VoximplantWork {
  readonly voximplant: Voximplant;
  readonly downloads: ProviderDownloads;
  /** `Call.source` of the account's calls. */
  readonly source: string;
  readonly store: Store;
  readonly dataDir: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
}

export interface VoximplantSummary extends FetchSummary {
  /** Calls that were listed. */
  readonly calls: number;
  readonly newCalls: number;
  readonly unreadableRows: number;
}

/** Instants in UTC, `to` exclusive. */
interface Span {
  readonly from: string;
  readonly to: string;
}

/** Calls of a period with their recordings. @throws voximplant.*, disk.full, job.cancelled */
export async function pullVoximplant({ from, to, ...work }: VoximplantWork & Span): Promise<VoximplantSummary> {
  return await pullSpan(work, { from, to }, () => undefined);
}

const STATE = z.object({ until: z.iso.datetime() });
const FIRST_DAYS_MS = 30 * 86_400_000;
/** A session enters the history when it has ended, and is listed by its beginning: the last two days are read again. */
const OVERLAP_MS = 2 * 86_400_000;

/**
 * What is new since the last time, at first the last thirty days. The history has no row numbers, so the cursor is the
 * moment up to which it was read to the end; calls that come twice are known by the id of their session.
 * @throws voximplant.*, disk.full, job.cancelled
 */
export async function syncVoximplant(work: VoximplantWork): Promise<VoximplantSummary> {
  const { store, source, clock } = work;
  const known = store.cursors.get(source);
  const state = known === undefined ? null : (STATE.safeParse(JSON.parse(known)).data ?? null);
  const fromMs = state ? Date.parse(state.until) - OVERLAP_MS : clock.now() - FIRST_DAYS_MS;
  const to = new Date(clock.now()).toISOString();
  const keep = (): void => store.cursors.set(source, JSON.stringify({ until: to }));
  return await pullSpan(work, { from: new Date(fromMs).toISOString(), to }, keep);
}

async function pullSpan(work: VoximplantWork, span: Span, onListed: () => void): Promise<VoximplantSummary> {
  const { voximplant, store, clock, signal, onProgress } = work;
  const listed = new Map<string, PortalCall>();
  let [newCalls, unreadableRows] = [0, 0];
  const report = (part: Partial<PullProgress>): void =>
    onProgress?.({ callsListed: listed.size, callsRemaining: null, recordingsDone: 0, recordingsTotal: 0, ...part });
  try {
    for await (const page of voximplant.listCalls({ ...span, signal })) {
      unreadableRows += page.unreadableRows;
      const calls = page.calls.map(asPortalCall);
      store.transaction(() => {
        for (const call of calls) {
          if (savePortalCall(store, call, { agentName: null, nowMs: clock.now() })) newCalls++;
          listed.set(call.id, call);
        }
      });
      report({ callsRemaining: page.remainingRows });
    }
    onListed();
    const fetched = await fetchRecordings(
      {
        ...work,
        portal: recordingsOf(work),
        onProgress: (recordingsDone, recordingsTotal) => report({ recordingsDone, recordingsTotal }),
      },
      listed,
    );
    return { calls: listed.size, newCalls, unreadableRows, ...fetched };
  } catch (error) {
    throw toAppError(error);
  }
}

/** The account in the shape in which recordings are fetched from any source. */
function recordingsOf({ voximplant, downloads }: VoximplantWork): RecordingPortal {
  return {
    callsByRowId: async (ids, signal) => (await voximplant.callsById(ids, signal)).map(asPortalCall),
    announceDownloads: () => undefined,
    downloadRecording: (call, targetPath, options) => downloads.download(call, targetPath, options),
  };
}

/** The number of the session stands for the row of a portal; there is no drive and no CRM. */
function asPortalCall({ sessionId, ...call }: VoximplantCall): PortalCall {
  return {
    ...call,
    rowId: sessionId,
    portalCallId: call.externalId,
    kind: 'phone',
    recordFileId: null,
    crmEntityType: null,
    crmEntityId: null,
    crmActivityId: null,
  };
}
