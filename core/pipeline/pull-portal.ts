/** Brings the calls of a period and their recordings from a portal into the store. Safe to kill and to repeat. */

import { toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { CallPage, Portal, PortalCall } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';
import { readCrm } from './portal-crm.ts';
import { savePortalCall, underSource } from './portal-calls.ts';
import { readPeople } from './portal-people.ts';
import { fetchRecordings, type FetchSummary } from './portal-recordings.ts';
import { fetchPortalTranscripts, type TranscriptsSummary } from './portal-transcripts.ts';

/** What every way of pulling needs. */
export interface PortalWork {
  readonly portal: Portal;
  /** `Call.source` of the portal's calls. */
  readonly source: string;
  readonly store: Store;
  readonly dataDir: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  /** Fetches also the transcripts that the portal made itself. */
  readonly withTranscripts?: boolean;
}

export interface PullOptions extends PortalWork {
  /** Instants in UTC: calls started from `from` inclusive to `to` exclusive. */
  readonly from: string;
  readonly to: string;
}

export interface PullProgress {
  readonly callsListed: number;
  /** Rows that the portal still has to list; null where it does not tell. */
  readonly callsRemaining: number | null;
  readonly recordingsDone: number;
  /** 0 while calls are listed. */
  readonly recordingsTotal: number;
}

export interface PullSummary extends FetchSummary {
  /** Calls that the portal listed. */
  readonly calls: number;
  /** Those of them that were not known before. */
  readonly newCalls: number;
  readonly unreadableRows: number;
  /** False where names of clients and deals could not be read for want of rights; everything else is complete. */
  readonly hasCrm: boolean;
  /** Calls found to be deleted in the portal; they are kept here and marked. */
  readonly removed: number;
  /** All employees seen are the owner of the webhook: the portal hides what others do without a word. */
  readonly isOnlyOwn: boolean;
  /** Null where they were not wished for. */
  readonly portalTranscripts: TranscriptsSummary | null;
}

/**
 * Lists the calls of the period, then fetches every recording that is due.
 * @returns what was done; a recording that cannot be had does not stop the others
 * @throws portal.* when the portal as a whole cannot be used, disk.full, job.cancelled
 */
export async function pullPortal(options: PullOptions): Promise<PullSummary> {
  const { portal, from, to, signal } = options;
  return await pullPages(options, async (intake) => {
    for await (const page of portal.listCalls({ from, to, signal })) await intake.store(page);
  });
}

export interface StoreOptions {
  /** Runs in the transaction that stores the page. */
  readonly besides?: () => void;
  /** Asks the CRM also about calls that it was asked about before: deals move on. */
  readonly refreshCrm?: boolean;
}

/** Takes pages of calls into the store. */
export interface Intake {
  store(page: CallPage, options?: StoreOptions): Promise<void>;
  /** @param count calls that were found to be deleted */
  removed(count: number): void;
}

/** Runs `list`, which hands over pages, then fetches the recordings. */
export async function pullPages(asked: PortalWork, list: (intake: Intake) => Promise<void>): Promise<PullSummary> {
  const work = { ...asked, source: asked.store.sources.present(asked.source) };
  const { source, store, clock, onProgress } = work;
  const listed = new Map<string, PortalCall>();
  let [newCalls, unreadableRows, removed] = [0, 0, 0];
  let hasCrm = true;
  const intake: Intake = {
    async store(page, { besides, refreshCrm = false } = {}) {
      unreadableRows += page.unreadableRows;
      const calls = page.calls.map((call) => underSource(call, source));
      const people = await readPeople(work, calls);
      const crm = await readCrm(work, calls, refreshCrm);
      hasCrm &&= crm.isReadable;
      store.transaction(() => {
        people.save();
        for (const call of calls) {
          const agentName = people.nameOf(call.agentId);
          const { clientName = null } = crm.facts.get(call.id) ?? {};
          if (savePortalCall(store, call, { agentName, clientName, nowMs: clock.now() })) newCalls++;
          listed.set(call.id, call);
        }
        crm.save();
        besides?.();
      });
      report({ callsRemaining: page.remainingRows });
    },
    removed: (count) => void (removed += count),
  };
  const report = (part: Partial<PullProgress>): void =>
    onProgress?.({ callsListed: listed.size, callsRemaining: null, recordingsDone: 0, recordingsTotal: 0, ...part });
  try {
    await list(intake);
    const onFetched = (recordingsDone: number, recordingsTotal: number) => report({ recordingsDone, recordingsTotal });
    const fetched = await fetchRecordings({ ...work, onProgress: onFetched }, listed);
    const portalTranscripts = work.withTranscripts === true ? await fetchPortalTranscripts(work, clock.now()) : null;
    const agentIds = new Set([...listed.values()].flatMap(({ agentId }) => agentId ?? []));
    const isOnlyOwn = agentIds.size === 1 && agentIds.has(work.portal.ownerId);
    return { calls: listed.size, newCalls, unreadableRows, hasCrm, removed, isOnlyOwn, portalTranscripts, ...fetched };
  } catch (error) {
    throw toAppError(error);
  }
}
