import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { DATABASE_FILE, openStore } from '#core/store/index.ts';
import { fillStore } from '../../builders/filled-store.ts';
import { aFolder } from '../../builders/folders.ts';
import { aReportInput } from '../../builders/report-input.ts';

describe('figures of managers', () => {
  const { calls } = aReportInput({ calls: 80 });
  const aFilledStore = () => {
    const folder = aFolder();
    const store = openStore(folder, systemClock);
    onTestFinished(() => store.close());
    fillStore(store, { calls });
    store.transaction(() => calls.forEach(({ id }, at) => store.callScores.save(id, 'test', at % 3 === 0 ? null : at)));
    return { store, folder };
  };

  it('are what counting call by call gives', () => {
    const { store } = aFilledStore();
    const found = store.figures.byManager({});
    const byAgent = Map.groupBy(calls, ({ agent }) => agent);
    expect(new Set(found.map(({ agentName }) => agentName))).toEqual(new Set(byAgent.keys()));
    for (const figures of found) {
      const own = byAgent.get(figures.agentName)!;
      const objections = own.flatMap((call) => call.objections);
      const scores = own.map(({ id }) => calls.findIndex((call) => call.id === id)).filter((at) => at % 3 > 0);
      expect(figures).toMatchObject({
        calls: own.length,
        incoming: own.filter(({ direction }) => direction === 'in').length,
        analysed: own.filter(({ topic }) => topic !== null).length,
        talkMs: own.reduce((sum, { durationMs }) => sum + durationMs, 0),
        callsWithObjections: own.filter((call) => call.objections.length > 0).length,
        objections: objections.length,
        handled: objections.filter(({ handled }) => handled).length,
        negative: own.filter(({ sentiment }) => sentiment === 'negative').length,
      });
      expect(figures.score).toBeCloseTo(scores.reduce((sum, at) => sum + at, 0) / scores.length);
    }
  });

  it('are counted from indexes alone, as far as calls and scores go', () => {
    const { store, folder } = aFilledStore();
    store.close();
    const database = new Database(path.join(folder, DATABASE_FILE), { readonly: true });
    onTestFinished(() => void database.close());
    const covering = (index: string, table: string, columns: string): void => {
      const plan = database
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT ${columns} FROM ${table} INDEXED BY ${index}`)
        .all();
      expect(plan.map(({ detail }) => detail).join()).toContain(`COVERING INDEX ${index}`);
    };
    covering('calls_by_agent', 'calls', 'agent_id, agent_name, started_at, id, direction, duration_ms');
    covering('call_scores_totals', 'call_scores', 'call_id, total');
  });
});
