/** Valid defaults for rows of the store; a test names only what it is about. */

import type { CallAnalysis } from '#core/domain/finding.ts';
import type { Transcript, Utterance } from '#core/domain/transcript.ts';
import type { StoredCall } from '#core/store/index.ts';

export const aCall = (fields: Partial<StoredCall> = {}): StoredCall => {
  const externalId = fields.externalId ?? '1';
  return {
    id: `demo:${externalId}`,
    source: 'demo',
    externalId,
    direction: 'out',
    status: 'answered',
    startedAt: '2026-11-20T09:00:00.000Z',
    durationMs: 60_000,
    agentId: '7',
    agentName: 'Анна Белова',
    clientPhone: '+70000000001',
    clientName: null,
    sourceRef: {},
    ...fields,
  };
};

export const anUtterance = (fields: Partial<Utterance> = {}): Utterance => ({
  speaker: 'client',
  startMs: 1_000,
  endMs: 2_000,
  text: 'это дорого',
  confidence: 0.9,
  words: [
    { text: 'это', startMs: 1_000, endMs: 1_300 },
    { text: 'дорого', startMs: 1_400, endMs: 2_000 },
  ],
  ...fields,
});

export const aTranscript = (fields: Partial<Transcript> = {}): Transcript => ({
  durationMs: 60_000,
  channels: 2,
  agentChannel: 0,
  engine: { id: 'test-engine', version: '1' },
  utterances: [anUtterance()],
  ...fields,
});

export const anAnalysis = (fields: Partial<CallAnalysis> = {}): CallAnalysis => ({
  topic: 'sales',
  topicScore: 0.8,
  sentiment: 'neutral',
  nextStep: null,
  step: null,
  outcome: { kind: 'unknown', quote: null, utterance: null },
  objections: [
    {
      category: 'price',
      utterance: 0,
      score: 0.9,
      quote: 'это дорого',
      handled: false,
      verdict: 'ignored',
      replyUtterance: null,
    },
  ],
  utterances: [{ sentiment: 'neutral', score: 0.7 }],
  ...fields,
});
