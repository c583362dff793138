/** Calls for the screens: the list, one of them, totals, recordings. */

import path from 'node:path';
import type { CallDetails, CallFilter, CallPage, CallQuery } from '#core/domain/call-list.ts';
import type { Totals } from '#core/domain/report.ts';
import type { ServedFile } from '#core/domain/served-file.ts';
import type { Store } from '#core/store/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { inInstants } from './analytics.ts';
import { servedFile } from './served-file.ts';

/** As many as are worked on in one go. */
const MAX_IDS = 10_000;

export interface Calls {
  list(query: CallQuery): CallPage;
  /** Ids of the calls that meet the filter, the newest first; at most ten thousand. */
  ids(filter: CallFilter): readonly string[];
  /** @returns null when there is no such call */
  find(id: string): CallDetails | null;
  totals(filter: CallFilter): Totals;
  /** @returns null when there is no such call, or no recording of it on this computer */
  recordingFile(callId: string): Promise<ServedFile | null>;
}

/** The deal of a call, with where it stood when the call began. */
function crmOf({ calls, crmLinks, dealStages }: Store, callId: string): CallDetails['crm'] {
  const [call, link] = [calls.find(callId), crmLinks.find(callId)];
  if (!call || !link) return null;
  if (!link.deal) return { deal: null };
  const stages = dealStages.of(call.source, link.deal.id);
  const atCall = stages.findLast(({ enteredAt }) => enteredAt <= call.startedAt) ?? null;
  return { deal: { ...link.deal, stages, atCall } };
}

export function createCalls(store: Store, { dataDir, timeZone }: { dataDir: string; timeZone: string }): Calls {
  const { callList, recordings, transcripts, analyses } = store;
  return {
    list: ({ filter, ...page }) => callList.page({ ...page, filter: inInstants(filter, timeZone) }),
    totals: (filter) => callList.totals(inInstants(filter, timeZone)),
    ids: (filter) => callList.ids(inInstants(filter, timeZone), MAX_IDS),
    find(id) {
      const call = callList.find(id);
      if (!call) return null;
      const transcript = transcripts.findCurrent(id) ?? null;
      return {
        call,
        hasRecording: recordings.findStored(id) !== undefined,
        transcript,
        talk: transcript && measureTalk(transcript),
        analysis: analyses.findCurrent(id) ?? null,
        error: callList.errorOf(id),
        crm: crmOf(store, id),
        portalTranscript: store.portalTranscripts.find(id) ?? null,
      };
    },
    async recordingFile(callId) {
      const recording = recordings.findStored(callId);
      return recording ? servedFile(path.join(dataDir, recording.path)) : null;
    },
  };
}
