/** Fetches the portal's own transcripts, where the user wishes them beside ours. */

import type { Portal } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';

export interface TranscriptsWork {
  readonly portal: Portal;
  readonly source: string;
  readonly store: Store;
  readonly signal: AbortSignal;
}

export interface TranscriptsSummary {
  readonly fetched: number;
  /** Asked for, and the portal has none. */
  readonly absent: number;
  /** False where the portal has no such thing, or the webhook may not read it. */
  readonly isReadable: boolean;
}

/** As many as one request asks for, so that a cancelled run keeps what it got. */
const TOGETHER = 50;
/** The portal transcribes when somebody asks it to, perhaps days later. */
const RETRY_FOR_MS = 14 * 86_400_000;

/** @throws portal.* when the portal as a whole cannot be used, job.cancelled */
export async function fetchPortalTranscripts(
  { portal, source, store, signal }: TranscriptsWork,
  nowMs: number,
): Promise<TranscriptsSummary> {
  const retryFrom = new Date(nowMs - RETRY_FOR_MS).toISOString();
  const wanted = store.portalTranscripts.wantedOf(source, { retryFrom });
  let [fetched, absent] = [0, 0];
  for (let start = 0; start < wanted.length; start += TOGETHER) {
    const some = wanted.slice(start, start + TOGETHER);
    const texts = await portal.transcripts(
      some.map(({ activityId }) => activityId),
      signal,
    );
    if (!texts) return { fetched, absent, isReadable: false };
    store.transaction(() => {
      for (const { callId, activityId } of some) {
        const text = texts.get(activityId);
        if (text === undefined) continue;
        store.portalTranscripts.save(callId, text);
        if (text === null) absent += 1;
        else fetched += 1;
      }
    });
  }
  return { fetched, absent, isReadable: true };
}
