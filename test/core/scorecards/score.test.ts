import { describe, expect, it } from 'vitest';
import type { CountedObjection } from '#core/domain/finding.ts';
import type { Check, Scorecard } from '#core/domain/scorecard.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { applyOverrides, BUILTIN_SCORECARD, createScorer } from '#core/scorecards/index.ts';
import type { ScorableCall } from '#core/scorecards/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { said } from '../../builders/talk.ts';

const TEXTS = [
  ['agent', 'добрый день это ольга компания сфера удобно говорить'],
  ['client', 'да говорите'],
  ['agent', 'сколько у вас касс'],
  ['client', 'три но это дорого'],
  ['agent', 'какой у вас сейчас договор зато мы дадим рассрочку без переплат тысяча рублей в месяц'],
  ['client', 'тогда хорошо'],
  ['agent', 'когда вам удобно давайте в четверг пришлю расчет'],
  ['client', 'в четверг пришлите'],
  ['agent', 'спасибо до свидания'],
] as const;

const conversation = (texts: readonly (readonly [Utterance['speaker'], string])[] = TEXTS): Utterance[] =>
  texts.map(([speaker, text], index) => said(speaker, [index * 5_000, index * 5_000 + 4_000], text));

/** The same words in one channel, with nobody to tell whose they are. */
const unsided = (): Utterance[] => conversation(TEXTS.map(([, text]) => ['unknown', text] as const));

const anObjection = (fields: Partial<CountedObjection> = {}): CountedObjection => ({
  category: 'price',
  utterance: 3,
  score: 0.9,
  quote: 'это дорого',
  handled: true,
  verdict: 'handled',
  replyUtterance: 4,
  ...fields,
});

function aCall({ channels = 2, ...fields }: Partial<ScorableCall> & { channels?: number } = {}): ScorableCall {
  const utterances = fields.utterances ?? conversation();
  const talk = measureTalk({ durationMs: 45_000, channels, utterances });
  return {
    utterances,
    talk,
    topic: 'sales',
    nextStep: 'в четверг пришлю расчет',
    objections: [anObjection()],
    ...fields,
  };
}

const scoreCall = (scorecard: Scorecard, call: ScorableCall) => createScorer(scorecard)(call);

const aScorecard = (check: Check): Scorecard => ({
  ...BUILTIN_SCORECARD,
  stages: [{ id: 'only', name: 'Этап', criteria: [{ id: 'only', name: 'Критерий', weight: 100, check }] }],
});

const judged = (check: Check, call = aCall()) => scoreCall(aScorecard(check), call).criteria[0];

describe('the built-in scorecard', () => {
  it('has five stages whose weights add up to a hundred', () => {
    const weights = BUILTIN_SCORECARD.stages.flatMap(({ criteria }) => criteria.map(({ weight }) => weight));
    expect(BUILTIN_SCORECARD.stages).toHaveLength(5);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  it('gives a good call in raw speech full marks, with the words behind each', () => {
    const score = scoreCall(BUILTIN_SCORECARD, aCall());
    expect(score.criteria.filter(({ value }) => value !== 'met')).toEqual([]);
    expect(score).toMatchObject({ total: 100, criticalErrors: [] });
    const evidence = Object.fromEntries(score.criteria.map((item) => [item.id, item.evidence?.utterance]));
    expect(evidence).toMatchObject({ greeting: 0, needs: 2, handled: 4, 'next-step': 6, farewell: 8 });
  });

  it('gives punctuated text the same marks', () => {
    const utterances = conversation(TEXTS.map(([speaker, text]) => [speaker, `${text.replace('день', 'день!')}?`]));
    expect(scoreCall(BUILTIN_SCORECARD, aCall({ utterances })).total).toBe(100);
  });

  it('gives a curt call few', () => {
    const utterances = conversation([
      ['agent', 'алло'],
      ['client', 'я по поводу доставки'],
      ['agent', 'завтра'],
      ['client', 'это долго'],
      ['agent', 'как есть'],
    ]);
    const objections = [anObjection({ verdict: 'ignored', handled: false, quote: 'это долго' })];
    const score = scoreCall(BUILTIN_SCORECARD, aCall({ utterances, objections, nextStep: null }));
    expect(score.total).toBeLessThan(30);
    expect(score.criteria.find(({ id }) => id === 'handled')).toEqual({
      id: 'handled',
      value: 'missed',
      points: 0,
      evidence: { utterance: 3, quote: 'это долго' },
    });
  });
});

describe('a total', () => {
  it('leaves out what does not apply', () => {
    const score = scoreCall(BUILTIN_SCORECARD, aCall({ objections: [] }));
    expect(score.criteria.filter(({ value }) => value === 'not-applicable').map(({ id }) => id)).toEqual([
      'handled',
      'no-argument',
    ]);
    expect(score.total).toBe(100);
  });

  it.each([
    ['an empty call', { utterances: [], nextStep: null, objections: [] }],
    ['a call of three utterances', { utterances: conversation(TEXTS.slice(0, 3)), objections: [] }],
    ['a call on another topic', { topic: 'complaint' as const }],
    ['a recording whose sides are not told apart', { channels: 1, utterances: unsided() }],
  ])('is not told for %s', (_what, fields) => {
    expect(scoreCall(BUILTIN_SCORECARD, aCall(fields))).toMatchObject({ total: null, criticalErrors: [] });
  });

  it('judges only the next step where sides are not told apart, as nobody knows who answered an objection', () => {
    const objections = [anObjection({ verdict: null, handled: false })];
    const { criteria } = scoreCall(BUILTIN_SCORECARD, aCall({ channels: 1, utterances: unsided(), objections }));
    const applied = criteria.filter(({ value }) => value !== 'not-applicable').map(({ id }) => id);
    expect(applied).toEqual(['next-step']);
  });

  it('is made of a call in which only the manager speaks', () => {
    const utterances = conversation(TEXTS.filter(([speaker]) => speaker === 'agent'));
    const score = scoreCall(BUILTIN_SCORECARD, aCall({ utterances, objections: [] }));
    expect(score.criteria.find(({ id }) => id === 'listening')?.value).toBe('missed');
  });
});

describe('phrases', () => {
  const say = (...phrases: string[]): Check => ({ kind: 'phrases', place: 'call', phrases });

  it.each([
    ['рассрочк*', 'met'],
    ['РАССРОЧКУ', 'met'],
    ['рассрочк', 'missed'],
    ['это * компания', 'met'],
    ['это * * компания', 'missed'],
    ['до свидания *', 'missed'],
    ['* компания', 'met'],
    ['* касса', 'missed'],
    ['.*', 'missed'],
  ] as const)('are found by whole words, with an asterisk for the rest: %s', (phrase, value) => {
    expect(judged(say(phrase))?.value).toBe(value);
  });

  it('are quoted from the first that is said, whatever their order', () => {
    const long = `${'так '.repeat(50)}сначала это потом то`;
    const utterances = conversation([...TEXTS, ['agent', long]]);
    expect(judged(say('потом то', 'сначала'), aCall({ utterances }))?.evidence?.quote).toBe('сначала это потом то');
  });

  it('are only those of the manager', () => {
    expect(judged(say('дорого'))?.value).toBe('missed');
  });

  it('at the opening or closing are looked for nowhere else', () => {
    expect(judged({ kind: 'phrases', place: 'opening', phrases: ['до свидания'] })?.value).toBe('missed');
    expect(judged({ kind: 'phrases', place: 'closing', phrases: ['добрый день'] })?.value).toBe('missed');
  });

  it('of a long utterance are quoted with the words that follow them', () => {
    const long = `${'вот так бывает '.repeat(30)}дам скидку десять процентов`;
    const utterances = conversation([...TEXTS, ['agent', long]]);
    expect(judged(say('скидк*'), aCall({ utterances }))?.evidence).toEqual({
      utterance: 9,
      quote: 'скидку десять процентов',
    });
  });
});

describe('other checks', () => {
  it('give half for some of the questions', () => {
    expect(judged({ kind: 'questions', atLeast: 6 })).toMatchObject({ value: 'partly', points: 50 });
    expect(judged({ kind: 'questions', atLeast: 3 })?.value).toBe('met');
  });

  it('give half for an argument or for some of the objections, and quote the one left open', () => {
    const open = anObjection({ verdict: 'ignored', handled: false, quote: 'нет денег', utterance: 5 });
    expect(judged({ kind: 'objections-handled' }, aCall({ objections: [anObjection(), open] }))).toMatchObject({
      value: 'partly',
      evidence: { utterance: 5, quote: 'нет денег' },
    });
    const argued = [anObjection({ verdict: 'argued', handled: false })];
    expect(judged({ kind: 'no-argument' }, aCall({ objections: argued }))).toMatchObject({
      value: 'missed',
      evidence: { utterance: 4 },
    });
  });

  it('leave out objections of which nobody knows who answered them', () => {
    const unjudged = anObjection({ verdict: null, handled: false });
    const none = aCall({ objections: [unjudged] });
    expect(judged({ kind: 'objections-handled' }, none)?.value).toBe('not-applicable');
    expect(judged({ kind: 'no-argument' }, none)?.value).toBe('not-applicable');
    const some = aCall({ objections: [unjudged, anObjection()] });
    expect(judged({ kind: 'objections-handled' }, some)?.value).toBe('met');
    expect(judged({ kind: 'no-argument' }, some)?.value).toBe('met');
  });

  it('compare a talk figure with its limits and quote the place of a monologue', () => {
    const limit = (atMost: number, partlyAtMost: number): Check => ({
      kind: 'talk',
      figure: 'longestMonologueMs',
      atMost,
      partlyAtMost,
    });
    expect(judged(limit(4_000, 5_000))).toMatchObject({ value: 'met', evidence: { utterance: 0 } });
    expect(judged(limit(3_000, 4_000))?.value).toBe('partly');
    expect(judged(limit(1_000, 3_000))?.value).toBe('missed');
  });

  it('leave to people what only they can judge', () => {
    expect(judged({ kind: 'manual' })?.value).toBe('not-applicable');
  });
});

describe('critical errors', () => {
  it('are found with their words, and change no points', () => {
    const utterances = conversation([...TEXTS.slice(0, 8), ['agent', 'это не мои проблемы спасибо до свидания']]);
    const score = scoreCall(BUILTIN_SCORECARD, aCall({ utterances }));
    expect(score).toMatchObject({ total: 100, criticalErrors: [{ id: 'rudeness', evidence: { utterance: 8 } }] });
  });

  it('are those of the manager alone', () => {
    const utterances = conversation([...TEXTS, ['client', 'это не мои проблемы']]);
    expect(scoreCall(BUILTIN_SCORECARD, aCall({ utterances })).criticalErrors).toEqual([]);
  });
});

describe('a person’s judgement', () => {
  const changedAt = '2026-11-20T10:00:00.000Z';

  it('replaces the automatic value in the total and leaves its evidence', () => {
    const automatic = scoreCall(BUILTIN_SCORECARD, aCall());
    const final = applyOverrides(BUILTIN_SCORECARD, automatic, [{ id: 'greeting', value: 'missed', changedAt }]);
    expect(final.total).toBe(95);
    expect(final.criteria[0]).toMatchObject({ value: 'missed', points: 0, evidence: { utterance: 0 } });
    expect(automatic.criteria[0]?.value).toBe('met');
  });

  it('makes a total where the machine found too little to judge', () => {
    const automatic = scoreCall(aScorecard({ kind: 'manual' }), aCall());
    expect(automatic.total).toBeNull();
    expect(
      applyOverrides(aScorecard({ kind: 'manual' }), automatic, [{ id: 'only', value: 'partly', changedAt }]).total,
    ).toBe(50);
  });

  it('clears a critical error, and ignores what the scorecard no longer has', () => {
    const utterances = conversation([...TEXTS, ['agent', 'разбирайтесь сами']]);
    const automatic = scoreCall(BUILTIN_SCORECARD, aCall({ utterances }));
    const cleared = applyOverrides(BUILTIN_SCORECARD, automatic, [
      { id: 'refusal', value: 'met', changedAt },
      { id: 'gone', value: 'missed', changedAt },
    ]);
    expect(cleared.criticalErrors).toEqual([]);
    expect(cleared.criteria).toEqual(automatic.criteria);
  });
});
