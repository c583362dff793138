/** A transcript and findings for a stored call: the client finds it dear, they will talk tomorrow. */

import type { Store } from '#core/store/index.ts';
import { anAnalysis } from './calls.ts';

const MAKER = { id: 'test', version: '1' };

/** @param callId of a stored call; it is linked to deal 20 */
export function saveFindings(store: Store, callId: string): void {
  const utterance = {
    startMs: 1_000,
    endMs: 2_500,
    confidence: 0.9,
    words: [],
    speaker: 'client',
    text: 'это дорого',
  } as const;
  const transcriptId = store.transcripts.save(
    callId,
    { durationMs: 60_000, channels: 2, agentChannel: 0, engine: MAKER, utterances: [utterance] },
    'hash',
  );
  store.analyses.save({ callId, transcriptId, maker: MAKER }, anAnalysis({ nextStep: 'созвониться завтра' }));
  const deal = { id: 20, title: null, stage: null, outcome: 'open' } as const;
  store.crmLinks.save(callId, { clientType: 'contact', clientId: 30, activityId: 501, deal });
}
