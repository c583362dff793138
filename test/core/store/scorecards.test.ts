import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { BUILTIN_SCORECARD } from '#core/scorecards/index.ts';
import { openStore } from '#core/store/index.ts';
import { sql as version10 } from '#core/store/migrations/0010-initial.ts';
import { aCall } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';

function aStore(folder = aFolder()) {
  const store = openStore(folder, systemClock);
  onTestFinished(() => store.close());
  return store;
}

const place = { callId: 'demo:1', scorecardId: 'own', criterionId: 'greeting' };

describe('stored scorecards', () => {
  it('come back as they were saved, replace each other by id and can be removed', () => {
    const { scorecards } = aStore();
    const own = { ...BUILTIN_SCORECARD, id: 'own', name: 'Свой' };
    scorecards.save({ ...own, name: 'Прежний' });
    scorecards.save(own);
    expect(scorecards.list()).toEqual([own]);
    expect(scorecards.find('own')).toEqual(own);
    scorecards.remove('own');
    expect(scorecards.find('own')).toBeUndefined();
  });

  it('keep the last judgement of each criterion, per call and scorecard, until it is taken back', () => {
    const { calls, scorecards } = aStore();
    calls.save(aCall());
    scorecards.override(place, 'missed');
    scorecards.override(place, 'partly');
    scorecards.override({ ...place, scorecardId: 'other' }, 'met');
    expect(scorecards.overridesOf('demo:1', 'own')).toMatchObject([{ id: 'greeting', value: 'partly' }]);
    scorecards.clearOverride(place);
    expect(scorecards.overridesOf('demo:1', 'own')).toEqual([]);
    expect(scorecards.overridesOf('demo:1', 'other')).toHaveLength(1);
  });

  it('are added to a database of version 10, which keeps its calls and leaves a copy', () => {
    const folder = aFolder();
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'razbor.db');
    const old = new Database(file);
    old.exec(version10);
    old.pragma('user_version = 10');
    old.exec(`INSERT INTO calls (id, source, external_id, direction, status, started_at, duration_ms)
      VALUES ('demo:1', 'demo', '1', 'in', 'answered', '2026-11-20T10:00:00.000Z', 60000)`);
    old.close();
    const { calls, scorecards } = aStore(folder);
    expect(calls.find('demo:1')).toMatchObject({ durationMs: 60_000 });
    scorecards.override(place, 'met');
    expect(scorecards.overridesOf('demo:1', 'own')).toHaveLength(1);
    expect(existsSync(`${file}.v10.backup`)).toBe(true);
  });
});
