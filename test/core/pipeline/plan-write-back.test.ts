import { describe, expect, it, onTestFinished } from 'vitest';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { WriteAction } from '#core/domain/write-back.ts';
import { planWriteBack } from '#core/pipeline/index.ts';
import { openStore, type Store } from '#core/store/index.ts';
import { anAnalysis } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { createImpatientClock } from '../../fakes/impatient-clock.ts';
import { TODAY_MS } from '../../fakes/portal-data.ts';

const SOURCE = 'portal:test';
const CALL = `${SOURCE}:7`;
const MAKER = { id: 'test', version: '1' };

/** One analysed call: the manager offers, the client finds it dear, they will talk tomorrow. */
function aStoreWithFindings(speaker: 'client' | 'unknown' = 'client'): Store {
  const store = openStore(aFolder(), createImpatientClock(TODAY_MS));
  onTestFinished(() => store.close());
  store.calls.save({
    id: CALL,
    source: SOURCE,
    externalId: '7',
    direction: 'out',
    status: 'answered',
    startedAt: '2026-03-10T09:00:00.000Z',
    durationMs: 60_000,
    agentId: null,
    agentName: null,
    clientPhone: null,
    clientName: null,
    sourceRef: { rowId: 7, portalCallId: 'call.7' },
  });
  const utterance = { startMs: 1_000, endMs: 2_500, confidence: 0.9, words: [], speaker, text: 'это дорого' };
  const transcriptId = store.transcripts.save(
    CALL,
    { durationMs: 60_000, channels: 2, agentChannel: 0, engine: MAKER, utterances: [utterance] },
    'hash',
  );
  store.analyses.save(
    { callId: CALL, transcriptId, maker: MAKER },
    anAnalysis({
      nextStep: 'созвониться завтра',
      outcome: { kind: 'agreed', quote: null, utterance: null },
    }),
  );
  return store;
}

const plan = (store: Store, actions: readonly WriteAction[] = ['transcript', 'comment', 'todo']): number =>
  planWriteBack({ store, actions: new Set(actions), categories: BUILTIN_CATEGORIES, nowMs: TODAY_MS }, CALL);
const linkDeal = (store: Store) =>
  store.crmLinks.save(CALL, {
    clientType: 'contact',
    clientId: 30,
    activityId: 501,
    deal: { id: 20, title: null, stage: null, outcome: 'open' },
  });

describe('planWriteBack', () => {
  it('plans what was agreed to, at the deal of the call', () => {
    const store = aStoreWithFindings();
    linkDeal(store);
    expect(plan(store, ['comment'])).toBe(1);
    const [comment] = store.outbox.openOf(SOURCE);
    expect(comment?.request).toMatchObject({ action: 'comment', target: { type: 'deal', id: 20 } });
    expect(comment?.request).toHaveProperty(
      'text',
      `Возражения:\n— ${BUILTIN_CATEGORIES.find(({ id }) => id === 'price')!.name}: «это дорого» (проигнорировано)\n` +
        'Следующий шаг: созвониться завтра\n[Razbor 7]',
    );
  });

  it('plans everything once', () => {
    const store = aStoreWithFindings();
    linkDeal(store);
    expect(plan(store)).toBe(3);
    expect(plan(store)).toBe(0);
    const requests = store.outbox.openOf(SOURCE).map(({ request }) => request);
    expect(requests[0]).toMatchObject({
      rowId: 7,
      portalCallId: 'call.7',
      lines: [{ speaker: 'client', startMs: 1_000, endMs: 2_500, text: 'это дорого' }],
    });
    expect(requests[2]).toMatchObject({ title: 'созвониться завтра', deadline: '2026-03-11T12:00:00.000Z' });
  });

  it('has no place for comments and to-dos without a link in the CRM', () => {
    const store = aStoreWithFindings();
    expect(plan(store)).toBe(1);
    expect(store.outbox.openOf(SOURCE).map(({ action }) => action)).toEqual(['transcript']);
  });

  it('sends no transcript of which nobody knows who speaks', () => {
    expect(plan(aStoreWithFindings('unknown'))).toBe(0);
  });

  it('says nothing of handling where nobody knows who replied', () => {
    const store = aStoreWithFindings('unknown');
    linkDeal(store);
    plan(store, ['comment']);
    const [comment] = store.outbox.openOf(SOURCE);
    expect(comment?.request).toMatchObject({
      text: expect.stringContaining(': «это дорого»\nСледующий шаг') as string,
    });
  });
});
