/** A data folder with generated calls in it, as large as asked. */

import type { ReportCall } from '#core/domain/report.ts';
import type { Store } from '#core/store/index.ts';
import { savePeople } from './crm.ts';
import { aReportInput } from './report-input.ts';

const SOURCE = 'portal:example.bitrix24.ru';
const MAKER = { id: 'generated', version: '1' };
/** As many as one transaction takes without holding everything in memory. */
const BATCH_CALLS = 500;

/** Fills an open store with calls, transcripts and findings; the same `seed` gives the same calls. */
export function fillStore(
  store: Store,
  options: { readonly calls: number | readonly ReportCall[]; readonly seed?: number },
): void {
  const { calls } = aReportInput(options);
  savePeople(store, SOURCE);
  let deals = 0;
  for (let start = 0; start < calls.length; start += BATCH_CALLS) {
    store.transaction(() => {
      for (const call of calls.slice(start, start + BATCH_CALLS)) {
        const { id, startedAt, direction, durationMs, channels, transcript, objections, nextStep } = call;
        store.calls.save({
          id,
          source: SOURCE,
          externalId: id,
          direction,
          status: transcript.length > 0 ? 'answered' : 'missed',
          startedAt,
          durationMs,
          agentId: call.agent,
          agentName: call.agent,
          clientPhone: call.client === null ? '+7 900 000-00-00' : null,
          clientName: call.client,
          sourceRef: {},
        });
        const { deal } = call;
        if (deal !== undefined) {
          const linked = deal && { id: ++deals, title: null, ...deal };
          store.crmLinks.save(id, { clientType: null, clientId: null, activityId: null, deal: linked });
        }
        if (call.topic === null || call.sentiment === null) continue;
        // The file itself is made by those who play it.
        store.recordings.saveStored({ callId: id, path: `recordings/${fileName(id)}.wav`, sha256: id, sizeBytes: 1 });
        const transcriptId = store.transcripts.save(
          id,
          { durationMs, channels, agentChannel: channels === 2 ? 0 : null, engine: MAKER, utterances: transcript },
          'generated',
        );
        store.analyses.save(
          { callId: id, transcriptId, maker: MAKER },
          {
            topic: call.topic,
            topicScore: 0.9,
            sentiment: call.sentiment,
            nextStep,
            step: call.step ?? null,
            outcome: call.outcome ?? { kind: 'unknown', quote: null, utterance: null },
            // The store itself leaves out verdicts where nobody knows who replied.
            objections: objections.map(({ verdict, ...found }) => ({ ...found, verdict: verdict ?? 'ignored' })),
            utterances: call.utteranceSentiments,
          },
        );
      }
    });
  }
}

const fileName = (callId: string): string => callId.replaceAll(/\W/g, '-');
