import { describe, expect, it, onTestFinished } from 'vitest';
import { createScoreKeeper } from '#core/services/score-keeper.ts';
import { createScoring } from '#core/services/scoring.ts';
import { openStore } from '#core/store/index.ts';
import { fillStore } from '../../builders/filled-store.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';

function setUp(calls = 60) {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  fillStore(store, { calls });
  const told: number[] = [];
  const query = { filter: {}, descending: true, offset: 0, limit: 100 } as const;
  const listed = () => store.callList.page({ ...query, order: 'score' }).calls;
  return {
    store,
    keeper: createScoreKeeper({ store }, { logger: memoryLogger(), onComputed: () => told.push(1) }),
    told,
    scoring: createScoring(store),
    listed,
  };
}

describe('the totals of scores', () => {
  it('are those of the score sheets, for the list to be ordered by', async () => {
    const { keeper, scoring, listed } = setUp();
    await keeper.refresh();
    const calls = listed();
    const scored = calls.filter(({ score }) => score !== null);
    expect(scored.length).toBeGreaterThan(10);
    for (const call of scored) expect(call.score).toBe(scoring.scoreOf(call.id)!.final.total);
    expect(scored.map(({ score }) => score)).toEqual(scored.map(({ score }) => score!).toSorted((a, b) => b - a));
  });

  it('are computed once, and only those anew whose call was judged or analysed since', async () => {
    const { store, keeper, scoring, listed } = setUp();
    const first = await keeper.refresh();
    expect(first).toBeGreaterThan(40);
    expect(await keeper.refresh()).toBe(0);
    const call = listed()[0]!;
    scoring.judge({ callId: call.id, criterionId: 'greeting', value: 'missed' });
    expect(store.callList.find(call.id)!.score).toBeNull();
    expect(await keeper.refresh()).toBe(1);
    expect(store.callList.find(call.id)!.score).toBe(scoring.scoreOf(call.id)!.final.total);
    scoring.judge({ callId: call.id, criterionId: 'greeting', value: null });
    expect(await keeper.refresh()).toBe(1);
    expect(store.callList.find(call.id)!.score).toBe(call.score);
  });

  it('are all computed anew by another checklist', async () => {
    const { keeper, scoring, listed } = setUp();
    const all = await keeper.refresh();
    const own = JSON.parse(scoring.export('builtin-sales')) as { scorecard?: { id: string }; id?: string };
    const text = JSON.stringify(own).replace('builtin-sales', 'own');
    scoring.import(text);
    expect(await keeper.refresh()).toBe(all);
    expect(listed().some(({ score }) => score !== null)).toBe(true);
  });

  it('give each manager a mean', async () => {
    const { store, keeper, listed } = setUp();
    await keeper.refresh();
    for (const { agentName, score } of store.figures.byManager({})) {
      const own = listed().flatMap((call) => (call.agentName === agentName && call.score !== null ? [call.score] : []));
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      if (own.length === 0) expect(score).toBeNull();
      else expect(score).toBeCloseTo(mean, 6);
    }
  });

  it('are looked for once, however often somebody asks, and told of when there are new ones', async () => {
    const { keeper, told, listed } = setUp();
    for (let ask = 0; ask < 100; ask++) keeper.request();
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([1]);
    expect(listed().some(({ score }) => score !== null)).toBe(true);
    expect(await keeper.refresh()).toBe(0);
  });

  it('are no longer computed after a stop', async () => {
    const { keeper } = setUp();
    await keeper.stop();
    expect(await keeper.refresh()).toBe(0);
  });
});
