import { describe, expect, it } from 'vitest';
import { problemsOf, SCORECARD_LIMITS, spreadWeights, type ScorecardDraft } from '#core/domain/scorecard-editing.ts';
import type { Check } from '#core/domain/scorecard.ts';
import { BUILTIN_SCORECARD, formatScorecard, parseScorecard } from '#core/scorecards/index.ts';
import { seededRandom } from '../../builders/random.ts';
import { aCriterion, aDraft, aDraftWith } from '../../builders/scorecards.ts';

const withWeights = (...weights: number[]): ScorecardDraft =>
  aDraft({
    stages: [
      { id: 'start', name: 'Начало', criteria: weights.map((weight, at) => aCriterion({ id: `c${at}`, weight })) },
    ],
  });

const saying = (...phrases: string[]): Check => ({ kind: 'phrases', place: 'call', phrases });
const talking = (atMost: number, partlyAtMost: number): Check => ({
  ...{ kind: 'talk', figure: 'agentShare' },
  ...{ atMost, partlyAtMost },
});
const stage = (fields: object) => ({ id: 'start', name: 'Начало', criteria: [aCriterion()], ...fields });

const WRONG: [what: string, draft: ScorecardDraft, kind: string][] = [
  ['no name', aDraft({ name: ' ' }), 'name'],
  ['an invisible character in the name', aDraft({ name: 'Про\u202Eдажи' }), 'name'],
  ['a name like a text', aDraft({ name: 'а'.repeat(SCORECARD_LIMITS.nameCharacters + 1) }), 'name'],
  ['no stages', aDraft({ stages: [] }), 'no-stages'],
  ['a stage without criteria', aDraft({ stages: [stage({}), stage({ id: 'end', criteria: [] })] }), 'empty-stage'],
  ['a nameless stage', aDraft({ stages: [stage({ name: '' })] }), 'name'],
  ['a nameless criterion', aDraft({ stages: [stage({ criteria: [aCriterion({ name: '' })] })] }), 'name'],
  ['weights that miss a hundred', withWeights(50, 49), 'weights'],
  ['a criterion without weight', withWeights(100, 0), 'weight'],
  ['no phrases', aDraftWith(saying()), 'no-phrases'],
  ['a phrase without words', aDraftWith(saying('добрый день', '* …')), 'phrase'],
  ['a phrase like a speech', aDraftWith(saying('да '.repeat(SCORECARD_LIMITS.phraseWords + 1))), 'phrase'],
  [
    'too many phrases',
    aDraftWith(saying(...Array<string>(SCORECARD_LIMITS.phrases + 1).fill('да'))),
    'too-many-phrases',
  ],
  ['no number of questions', aDraftWith({ kind: 'questions', atLeast: NaN }), 'questions'],
  ['half a question', aDraftWith({ kind: 'questions', atLeast: 2.5 }), 'questions'],
  ['limits the wrong way round', aDraftWith(talking(0.7, 0.6)), 'limits'],
  ['more than the whole of a call', aDraftWith(talking(0.5, 65)), 'limits'],
  ['a limit that is no number', aDraftWith(talking(NaN, 0.6)), 'limits'],
  [
    'an error that nobody can make',
    aDraft({ criticalErrors: [{ id: 'e', name: 'Грубость', phrases: [] }] }),
    'no-phrases',
  ],
];

const parse = (draft: ScorecardDraft) => () => parseScorecard(formatScorecard({ ...draft, id: 'own' }));

describe('a draft of a scorecard', () => {
  it.each(WRONG)('is not complete with %s, and would not be read from a file either', (_what, draft, kind) => {
    expect(problemsOf(draft).map((problem) => problem.kind)).toContain(kind);
    expect(parse(draft)).toThrow(expect.objectContaining({ code: 'input.invalid' }) as Error);
  });

  it.each([
    ['as small as can be', aDraft()],
    ['the built-in one', { ...BUILTIN_SCORECARD, id: null }],
    ['weights in thirds', withWeights(33.3, 33.3, 33.4)],
    ['limits that are equal', aDraftWith(talking(0.6, 0.6))],
  ])('is complete: %s', (_what, draft) => {
    expect(problemsOf(draft)).toEqual([]);
    expect(parse(draft)).not.toThrow();
  });

  it('tells where each problem is', () => {
    const criteria = [
      aCriterion({ id: 'a', name: '', weight: 60 }),
      aCriterion({ id: 'b', weight: 60, check: saying('!') }),
    ];
    expect(problemsOf(aDraft({ stages: [stage({ criteria })] }))).toEqual([
      { kind: 'name', at: 'a' },
      { kind: 'phrase', at: 'b', phrase: '!' },
      { kind: 'weights', at: null, sum: 120 },
    ]);
  });
});

describe('weights spread over a hundred', () => {
  it.each([
    ['stay where they add up already', [10, 40, 50], [10, 40, 50]],
    ['keep their proportions', [1, 2, 2], [20, 40, 40]],
    ['are whole', [1, 1, 1], [34, 33, 33]],
    ['are alike where there were none', [0, 0, 0, 0], [25, 25, 25, 25]],
    ['leave a point to the smallest', [1000, 0], [99, 1]],
  ])('%s', (_what, weights, spread) => {
    expect(spreadWeights(weights)).toEqual(spread);
  });

  it('always add up, each with a point at least, in the order of what they were', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 300; round++) {
      const weights = Array.from({ length: random.integer(1, 60) }, () => random.integer(0, 30));
      const spread = spreadWeights(weights);
      expect(spread.reduce((sum, weight) => sum + weight, 0)).toBe(100);
      expect(Math.min(...spread)).toBeGreaterThanOrEqual(1);
      expect(spread.every(Number.isInteger)).toBe(true);
      const [heaviest] = weights.map((weight, at) => ({ weight, at })).sort((a, b) => b.weight - a.weight);
      expect(spread[heaviest!.at]).toBe(Math.max(...spread));
    }
  });

  it('stay where there are more than points', () => {
    const many = Array<number>(101).fill(1);
    expect(spreadWeights(many)).toEqual(many);
  });
});
