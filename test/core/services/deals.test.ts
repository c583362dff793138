import { describe, expect, it, onTestFinished } from 'vitest';
import type { Deal } from '#core/domain/deal.ts';
import { createAnalytics } from '#core/services/analytics.ts';
import { createCalls } from '#core/services/calls.ts';
import { openStore } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const WON: Deal = { id: 20, title: 'Окна', stage: 'Договор подписан', outcome: 'won' };
const PRICE = anAnalysis().objections[0]!;

function someDeals() {
  const dataDir = aFolder();
  const store = openStore(dataDir, fakeClock());
  onTestFinished(() => store.close());
  /** @param deal absent: the CRM was not asked */
  const save = (externalId: string, categories: readonly string[], deal?: Deal | null): void => {
    const callId = `demo:${externalId}`;
    store.calls.save(aCall({ externalId }));
    const transcriptId = store.transcripts.save(callId, aTranscript(), externalId);
    const objections = categories.map((category) => ({ ...PRICE, category }));
    store.analyses.save({ callId, transcriptId, maker: { id: 'text', version: '1' } }, anAnalysis({ objections }));
    if (deal !== undefined) store.crmLinks.save(callId, { clientType: null, clientId: null, activityId: 5, deal });
  };
  const timeZone = 'Europe/Moscow';
  return { store, save, calls: createCalls(store, { dataDir, timeZone }), analytics: createAnalytics(store, timeZone) };
}

describe('the deal of a call', () => {
  it('comes with its way and with where it stood when the call began', () => {
    const { store, save, calls } = someDeals();
    save('1', [], WON);
    const stages = [
      { enteredAt: '2026-11-01T00:00:00.000Z', stage: 'Новая', outcome: 'open' },
      { enteredAt: '2026-11-19T00:00:00.000Z', stage: 'Счёт выставлен', outcome: 'open' },
      { enteredAt: '2026-11-30T00:00:00.000Z', stage: 'Договор подписан', outcome: 'won' },
    ] as const;
    store.dealStages.save('demo', 20, stages);
    expect(calls.find('demo:1')?.crm).toEqual({ deal: { ...WON, stages, atCall: stages[1] } });
  });

  it('has no stage at the call where its history does not reach back', () => {
    const { save, calls } = someDeals();
    save('1', [], WON);
    expect(calls.find('demo:1')?.crm?.deal).toMatchObject({ atCall: null, stages: [] });
  });

  it('that does not exist is told apart from one that nobody asked for', () => {
    const { save, calls } = someDeals();
    save('1', [], null);
    save('2', []);
    expect(calls.find('demo:1')?.crm).toEqual({ deal: null });
    expect(calls.find('demo:2')?.crm).toBeNull();
  });
});

describe('the portal’s own transcript of a call', () => {
  it('stands beside ours', () => {
    const { store, save, calls } = someDeals();
    save('1', []);
    store.portalTranscripts.save('demo:1', 'Текст портала');
    const details = calls.find('demo:1');
    expect(details?.portalTranscript?.text).toBe('Текст портала');
    expect(JSON.stringify(details?.transcript)).not.toContain('Текст портала');
  });

  it('is null where there is none', () => {
    const { store, save, calls } = someDeals();
    save('1', []);
    store.portalTranscripts.save('demo:1', null);
    expect(calls.find('demo:1')?.portalTranscript).toBeNull();
  });
});

describe('objections by the outcome of deals', () => {
  it('count each call once in each of its categories, and calls without objections beside them', () => {
    const { save, analytics } = someDeals();
    save('1', ['price', 'price', 'timing'], WON);
    save('2', ['price'], { ...WON, id: 21, outcome: 'lost' });
    save('3', ['price'], null);
    save('4', ['price']);
    save('5', [], { ...WON, id: 22, outcome: 'open' });
    expect(analytics.objections({}).outcomes).toEqual([
      { category: 'price', won: 1, lost: 1, open: 0, noLink: 1, unknown: 1 },
      { category: 'timing', won: 1, lost: 0, open: 0, noLink: 0, unknown: 0 },
      { category: null, won: 0, lost: 0, open: 1, noLink: 0, unknown: 0 },
    ]);
  });

  it('are empty where the CRM was never asked', () => {
    const { save, analytics } = someDeals();
    save('1', ['price']);
    expect(analytics.objections({}).outcomes).toEqual([]);
  });
});
