import { describe, expect, it, onTestFinished } from 'vitest';
import { createAnalytics } from '#core/services/analytics.ts';
import type { ObjectionFinding } from '#core/domain/finding.ts';
import { openStore } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const objection = (category: string, verdict: ObjectionFinding['verdict']): ObjectionFinding => ({
  ...anAnalysis().objections[0]!,
  category,
  verdict,
  handled: verdict === 'handled',
});

/** Anna: price ignored on the 18th and handled on the 11th. Oleg: a dissatisfied client on the 19th. One call unread. */
function someAnalytics() {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  const save = (
    externalId: string,
    call: Partial<ReturnType<typeof aCall>>,
    analysis?: Parameters<typeof anAnalysis>[0],
  ) => {
    const callId = `demo:${externalId}`;
    store.calls.save(aCall({ externalId, ...call }));
    if (!analysis) return;
    const utterances = [anUtterance({ startMs: 7_000 }), anUtterance({ startMs: 9_000, text: 'так нельзя' })];
    const transcriptId = store.transcripts.save(callId, aTranscript({ utterances }), externalId);
    store.analyses.save({ callId, transcriptId, maker: { id: 'text', version: '1' } }, anAnalysis(analysis));
  };
  const anna = { agentId: '7', agentName: 'Анна' };
  save('1', { ...anna, startedAt: '2026-11-11T10:00:00.000Z' }, { objections: [objection('price', 'handled')] });
  save('2', { ...anna, startedAt: '2026-11-18T10:00:00.000Z' }, { objections: [objection('price', 'ignored')] });
  save(
    '3',
    { agentId: '8', agentName: 'Олег', startedAt: '2026-11-19T10:00:00.000Z' },
    {
      objections: [],
      sentiment: 'negative',
      nextStep: 'позвонить в среду',
      utterances: [
        { sentiment: 'neutral', score: 0.9 },
        { sentiment: 'negative', score: 0.8 },
      ],
    },
  );
  // Half past midnight in Moscow is the evening before in UTC.
  save('4', { ...anna, startedAt: '2026-11-19T21:30:00.000Z' });
  return createAnalytics(store, 'Europe/Moscow');
}

describe('the figures of the screens', () => {
  it('compare a period with the equally long one before it', () => {
    const analytics = someAnalytics();
    const compared = analytics.figures({ from: '2026-11-16', to: '2026-11-20' });
    expect(compared.now).toMatchObject({
      calls: 3,
      analysed: 2,
      objections: 1,
      handled: 0,
      negative: 1,
      withNextStep: 1,
    });
    expect(compared.period).toEqual({ from: '2026-11-11', to: '2026-11-15' });
    expect(compared.before).toMatchObject({ calls: 1, objections: 1, handled: 1 });
    expect(analytics.figures({ from: '2026-11-11', to: '2026-11-20' }).before).toBeNull();
    expect(analytics.figures({}).before).toBeNull();
  });

  it('count by manager, the busiest first', () => {
    expect(someAnalytics().managers({})).toMatchObject([
      { agentId: '7', agentName: 'Анна', calls: 3, analysed: 2, objections: 2, handled: 1, negative: 0 },
      { agentId: '8', agentName: 'Олег', calls: 1, negative: 1, withNextStep: 1 },
    ]);
  });

  it('tell week by week how much each manager handled', () => {
    const [first, second] = [
      { from: '2026-11-11', to: '2026-11-15' },
      { from: '2026-11-16', to: '2026-11-20' },
    ];
    expect(someAnalytics().managers({})).toMatchObject([
      {
        agentId: '7',
        weeks: [
          { ...first, objections: 1, handled: 1 },
          { ...second, objections: 1, handled: 0 },
        ],
      },
      {
        agentId: '8',
        weeks: [
          { ...first, objections: 0, handled: 0 },
          { ...second, objections: 0, handled: 0 },
        ],
      },
    ]);
    expect(someAnalytics().managers({ from: '2026-11-17', objection: 'price' })).toMatchObject([
      { agentId: '7', weeks: [{ from: '2026-11-17', to: '2026-11-20', objections: 1, handled: 0 }] },
    ]);
  });

  it('have no weeks without calls', () => {
    const analytics = someAnalytics();
    expect(analytics.objections({ from: '2027-01-01', to: '2027-01-31' }).weeks).toEqual([]);
    const empty = openStore(aFolder(), fakeClock());
    onTestFinished(() => empty.close());
    expect(createAnalytics(empty, 'Europe/Moscow').objections({}).weeks).toEqual([]);
  });

  it('count objections by category, week of the calendar and manager', () => {
    expect(someAnalytics().objections({})).toEqual({
      analysed: 3,
      callsWithObjections: 2,
      categories: [{ category: 'price', calls: 2, objections: 2, judged: 2, handled: 1 }],
      outcomes: [],
      weeks: [
        { from: '2026-11-11', to: '2026-11-15', analysed: 1, callsWithObjections: 1, calls: { price: 1 } },
        { from: '2026-11-16', to: '2026-11-20', analysed: 2, callsWithObjections: 1, calls: { price: 1 } },
      ],
      matrix: [{ category: 'price', agentId: '7', objections: 2, judged: 2, handled: 1 }],
    });
  });

  it('keep to the filter', () => {
    const analytics = someAnalytics();
    expect(analytics.figures({ agentId: '8' }).now.calls).toBe(1);
    expect(analytics.objections({ from: '2026-11-17', to: '2026-11-18' }).categories).toMatchObject([{ handled: 0 }]);
    expect(analytics.worthListening({ agentId: '7' })).toHaveLength(1);
  });

  it('name the calls worth listening to with the moment and the words', () => {
    expect(someAnalytics().worthListening({})).toMatchObject([
      {
        callId: 'demo:2',
        reasons: [{ kind: 'objection', category: 'price', verdict: 'ignored' }, { kind: 'no-next-step' }],
        atMs: 7_000,
        quote: 'это дорого',
      },
      { callId: 'demo:3', reasons: [{ kind: 'negative' }], atMs: 9_000, quote: 'так нельзя' },
    ]);
  });
});
