/** A row of the portal becomes a stored call, and what it says of its recording becomes what is to be done. */

import { nextRecordingCheckMs, type PortalCall } from '#core/portal/index.ts';
import type { Store, StoredCall } from '#core/store/index.ts';

export interface SaveOptions {
  readonly agentName: string | null;
  /** By the CRM; null keeps the name that is known. */
  readonly clientName?: string | null;
  /** Present moment, milliseconds since 1970. */
  readonly nowMs: number;
}

/** The call under the name that its source goes by here: the portal may have been renamed since it was connected. */
export const underSource = (call: PortalCall, source: string): PortalCall =>
  call.source === source ? call : { ...call, source, id: `${source}:${call.externalId}` };

/** @returns whether the call was not in the store before */
export function savePortalCall(store: Store, call: PortalCall, { agentName, clientName, nowMs }: SaveOptions): boolean {
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
    agentName: agentName ?? call.agentName,
    clientPhone: call.clientPhone,
    clientName: clientName ?? call.clientName,
    // No `recordUrl`: a link to a recording is a password. The row is asked for again before a download.
    sourceRef: { rowId: call.rowId, portalCallId: call.portalCallId, recordFileId: call.recordFileId },
  });
  const wasRemoved = store.removedCalls.unmark(call.id);
  if (call.recordingHint === 'none') noteNone(store, call);
  else if (call.recordingHint === 'available') noteAvailable(store, call, { previous, wasRemoved });
  else noteExpected(store, call, nowMs);
  return previous === undefined;
}

function noteNone({ recordings, recordingChecks }: Store, { id }: PortalCall): void {
  recordingChecks.clear(id);
  const state = recordings.state(id);
  if (state === undefined || state === 'pending') recordings.setState(id, 'none');
}

interface Before {
  readonly previous: StoredCall | undefined;
  /** The portal had lost the call for a while, e.g. for want of rights. */
  readonly wasRemoved: boolean;
}

function noteAvailable(
  { recordings, recordingChecks, replacedRecordings }: Store,
  call: PortalCall,
  { previous, wasRemoved }: Before,
): void {
  recordingChecks.clear(call.id);
  const state = recordings.state(call.id);
  const isNew = state === undefined || state === 'none' || state === 'missing';
  // A changed file id means that the recording was replaced. What is here stays until the new one has come.
  const isReplaced = call.recordFileId !== null && previous?.sourceRef.recordFileId !== call.recordFileId;
  if (isReplaced && state === 'stored') replacedRecordings.mark(call.id);
  else if (isNew || isReplaced || (wasRemoved && state === 'deleted')) recordings.setState(call.id, 'pending');
}

/** There was a conversation and there is no recording yet: looked for again now and then, for some days. */
function noteExpected({ recordings, recordingChecks }: Store, call: PortalCall, nowMs: number): void {
  const state = recordings.state(call.id) ?? 'none';
  if (state !== 'none' && state !== 'pending') return;
  const check = recordingChecks.find(call.id);
  if (check && Date.parse(check.nextCheckAt) > nowMs) return;
  const checks = check ? check.checks + 1 : 0;
  const nextMs = nextRecordingCheckMs(checks, Date.parse(call.startedAt) + call.durationMs, nowMs);
  recordings.setState(call.id, nextMs === null ? 'missing' : 'pending');
  if (nextMs === null) recordingChecks.clear(call.id);
  else recordingChecks.set(call.id, { checks, nextCheckAt: new Date(nextMs).toISOString() });
}
