import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import type { AppError } from '#core/errors.ts';
import { BUILTIN_SCORECARD } from '#core/scorecards/index.ts';
import { createScoring } from '#core/services/scoring.ts';
import { openStore } from '#core/store/index.ts';
import { fillStore } from '../../builders/filled-store.ts';
import { aFolder } from '../../builders/folders.ts';
import { aCriterion, aDraft, aDraftWith } from '../../builders/scorecards.ts';

const invalid = expect.objectContaining({ code: 'input.invalid' }) as AppError;

function setUp(calls = 60) {
  const store = openStore(aFolder(), systemClock);
  onTestFinished(() => store.close());
  fillStore(store, { calls });
  let changes = 0;
  return { store, scoring: createScoring(store, () => changes++), changes: () => changes };
}

const signal = (): AbortSignal => new AbortController().signal;
const copy = { ...BUILTIN_SCORECARD, id: null, name: 'Копия' };

describe('a scorecard that is edited', () => {
  it('is kept under an id of its own, and used only when that is wished', () => {
    const { scoring, changes } = setUp(0);
    const saved = scoring.save(copy);
    expect(saved).toMatchObject({ name: 'Копия', criteria: 14, isBuiltin: false, isActive: false });
    expect(scoring.find(saved.id)).toEqual({ ...BUILTIN_SCORECARD, id: saved.id, name: 'Копия' });
    expect(scoring.save(copy).id).not.toBe(saved.id);
    expect(changes()).toBe(2);
  });

  it('is replaced when it is saved again, and keeps the judgements of criteria that stay', () => {
    const { store, scoring } = setUp(1);
    const { id } = scoring.save(copy);
    scoring.use(id);
    const callId = store.callScores.newestAnalysed(1)[0]!.id;
    scoring.judge({ callId, criterionId: 'greeting', value: 'missed' });
    scoring.judge({ callId, criterionId: 'farewell', value: 'met' });
    const greeting = aCriterion({ id: 'greeting', name: 'Сказал «здравствуйте»' });
    scoring.save({ ...aDraft({ stages: [{ id: 'contact', name: 'Контакт', criteria: [greeting] }] }), id });
    const sheet = scoring.scoreOf(callId)!;
    expect(sheet.final.criteria).toMatchObject([{ id: 'greeting', value: 'missed', points: 0 }]);
    expect(scoring.list().map(({ name }) => name)).toEqual([BUILTIN_SCORECARD.name, 'Наш чек-лист']);
  });

  it('does not bring back the judgements of one that was removed', () => {
    const { store, scoring } = setUp(1);
    const first = scoring.save(copy);
    scoring.use(first.id);
    const callId = store.callScores.newestAnalysed(1)[0]!.id;
    scoring.judge({ callId, criterionId: 'greeting', value: 'missed' });
    scoring.remove(first.id);
    scoring.use(scoring.save(copy).id);
    expect(scoring.scoreOf(callId)?.overrides).toEqual([]);
  });

  it('is refused where it is not complete, built in, gone, or one too many', () => {
    const { scoring } = setUp(0);
    expect(() => scoring.save(aDraft({ name: '' }))).toThrow(invalid);
    expect(() => scoring.save({ ...copy, id: BUILTIN_SCORECARD.id })).toThrow('Встроенный чек-лист не меняется');
    expect(() => scoring.save({ ...copy, id: 'own-0123456789ab' })).toThrow('Такого чек-листа нет');
    for (let saved = 0; saved < 50; saved++) scoring.save(copy);
    expect(() => scoring.save(copy)).toThrow('больше 50');
  });
});

describe('a preview of a scorecard', () => {
  it('tells of the newest calls what saving the draft would make of them, and keeps nothing', async () => {
    const { store, scoring } = setUp();
    const preview = await scoring.preview(copy, { calls: 25, signal: signal() });
    expect(preview).toMatchObject({ calls: 25, mean: preview.meanBefore });
    expect(preview.scored).toBeGreaterThan(5);
    expect(preview.examples.every(({ total, before }) => total === before)).toBe(true);
    expect(scoring.list()).toHaveLength(1);

    const greeted = { kind: 'phrases', place: 'call', phrases: ['ни разу не сказано'] } as const;
    const harsh = await scoring.preview(aDraftWith(greeted), { calls: 25, signal: signal() });
    expect(harsh.mean).toBe(0);
    expect(harsh.criteria).toEqual([
      { id: 'one', counts: { met: 0, partly: 0, missed: harsh.scored, 'not-applicable': 0 } },
    ]);
    const changes = harsh.examples.map(({ total, before }) => (before === null ? 0 : Math.abs(total! - before)));
    expect(changes).toEqual(changes.toSorted((a, b) => b - a));

    const { id } = scoring.save(aDraftWith(greeted));
    scoring.use(id);
    for (const { callId, total } of harsh.examples) expect(scoring.scoreOf(callId)?.final.total).toBe(total);
    expect(store.callScores.newestAnalysed(25).map((call) => call.id)).toEqual(
      expect.arrayContaining(harsh.examples.map(({ callId }) => callId)),
    );
  });

  it('counts what people judged by that scorecard', async () => {
    const { store, scoring } = setUp();
    const { id } = scoring.save(aDraft());
    scoring.use(id);
    const callId = store.callScores.newestAnalysed(1)[0]!.id;
    scoring.judge({ callId, criterionId: 'one', value: 'met' });
    const preview = await scoring.preview({ ...aDraft(), id }, { calls: 10, signal: signal() });
    expect(preview).toMatchObject({ calls: 10, scored: 1, mean: 100 });
  });

  it('tells how far it is and ends when nobody waits for it', async () => {
    const { scoring } = setUp();
    const stop = new AbortController();
    const steps: number[] = [];
    const work = scoring.preview(copy, {
      calls: 40,
      signal: stop.signal,
      onProgress: (done) => {
        steps.push(done);
        if (done === 3) stop.abort(new Error('enough'));
      },
    });
    await expect(work).rejects.toThrow('enough');
    expect(steps).toEqual([1, 2, 3]);
  });

  it('is empty where nothing is analysed', async () => {
    const { scoring } = setUp(0);
    const preview = await scoring.preview(copy, { calls: 10, signal: signal() });
    expect(preview).toMatchObject({ calls: 0, scored: 0, mean: null, examples: [] });
  });
});
