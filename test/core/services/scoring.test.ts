import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import type { AppError } from '#core/errors.ts';
import { BUILTIN_SCORECARD, formatScorecard } from '#core/scorecards/index.ts';
import { createScoring } from '#core/services/scoring.ts';
import { openStore } from '#core/store/index.ts';
import { aCall } from '../../builders/calls.ts';
import { fillStore } from '../../builders/filled-store.ts';
import { aFolder } from '../../builders/folders.ts';
import { aReportInput } from '../../builders/report-input.ts';

const sold = aReportInput({ calls: 40 }).calls.find((call) => call.topic === 'sales' && call.channels === 2)!;

function setUp() {
  const store = openStore(aFolder(), systemClock);
  onTestFinished(() => store.close());
  fillStore(store, { calls: [sold] });
  return { store, scoring: createScoring(store) };
}

const OWN = formatScorecard({ ...BUILTIN_SCORECARD, id: 'own', name: 'Свой', topics: [] });
const invalid = expect.objectContaining({ code: 'input.invalid' }) as AppError;

describe('scores of stored calls', () => {
  it('are made by the built-in scorecard at first', () => {
    const { scoring } = setUp();
    const sheet = scoring.scoreOf(sold.id);
    expect(sheet?.scorecard).toEqual(BUILTIN_SCORECARD);
    expect(sheet?.final).toEqual(sheet?.automatic);
    expect(sheet?.automatic.total).toBeGreaterThan(0);
  });

  it('are none for calls that are unknown or not analysed', () => {
    const { store, scoring } = setUp();
    store.calls.save(aCall());
    expect([scoring.scoreOf('demo:1'), scoring.scoreOf('нет')]).toEqual([null, null]);
  });

  it('take a person’s judgement, show it beside the automatic value, and give it up again', () => {
    const { scoring } = setUp();
    const judgement = { callId: sold.id, criterionId: 'next-step' };
    const before = scoring.scoreOf(sold.id);
    for (const value of ['met', 'missed'] as const) scoring.judge({ ...judgement, value });
    const after = scoring.scoreOf(sold.id);
    expect(after?.automatic).toEqual(before?.automatic);
    expect(after?.overrides).toMatchObject([{ id: 'next-step', value: 'missed' }]);
    expect(after?.final.criteria.find(({ id }) => id === 'next-step')).toMatchObject({ value: 'missed', points: 0 });
    scoring.judge({ ...judgement, value: null });
    expect(scoring.scoreOf(sold.id)).toEqual(before);
  });

  it('refuse a judgement of what there is not', () => {
    const { scoring } = setUp();
    const judge = (callId: string, criterionId: string) => () => scoring.judge({ callId, criterionId, value: 'met' });
    expect(judge('нет', 'greeting')).toThrow(invalid);
    expect(judge(sold.id, 'нет')).toThrow(invalid);
  });
});

describe('scorecards of the user', () => {
  it('score calls as soon as they are imported, and no longer once another is used', () => {
    const { scoring } = setUp();
    expect(scoring.import(OWN)).toEqual({
      id: 'own',
      name: 'Свой',
      topics: [],
      criteria: 14,
      isBuiltin: false,
      isActive: true,
    });
    expect(scoring.scoreOf(sold.id)?.scorecard.id).toBe('own');
    scoring.use(BUILTIN_SCORECARD.id);
    expect(scoring.list().map(({ id, isActive }) => [id, isActive])).toEqual([
      ['builtin-sales', true],
      ['own', false],
    ]);
  });

  it('keep their judgements while another scorecard is used', () => {
    const { scoring } = setUp();
    scoring.import(OWN);
    scoring.judge({ callId: sold.id, criterionId: 'greeting', value: 'missed' });
    scoring.use(BUILTIN_SCORECARD.id);
    expect(scoring.scoreOf(sold.id)?.overrides).toEqual([]);
    scoring.use('own');
    expect(scoring.scoreOf(sold.id)?.overrides).toHaveLength(1);
  });

  it('are exported as the file that they came from', () => {
    const { scoring } = setUp();
    scoring.import(OWN);
    expect(scoring.export('own')).toBe(OWN);
    expect(scoring.export(BUILTIN_SCORECARD.id)).toBe(formatScorecard(BUILTIN_SCORECARD));
  });

  it('leave their place to the built-in one when removed', () => {
    const { scoring } = setUp();
    scoring.import(OWN);
    scoring.remove('own');
    expect(scoring.list()).toMatchObject([{ id: 'builtin-sales', isActive: true }]);
  });

  it('never replace or remove the built-in one, and are not without end', () => {
    const { scoring } = setUp();
    expect(() => scoring.import(formatScorecard(BUILTIN_SCORECARD))).toThrow(invalid);
    expect(() => scoring.remove(BUILTIN_SCORECARD.id)).toThrow(invalid);
    expect(() => scoring.use('нет')).toThrow(invalid);
    expect(() => scoring.export('нет')).toThrow(invalid);
    for (let index = 0; index < 50; index++) {
      scoring.import(OWN.replace('"id": "own"', `"id": "own-${index}"`));
    }
    expect(() => scoring.import(OWN)).toThrow('больше 50');
  });
});
