import { describe, expect, it } from 'vitest';
import { problemsOf, weightOf, type ScorecardDraft } from '#core/domain/scorecard-editing.ts';
import {
  addCriterion,
  addCriticalError,
  addStage,
  balance,
  changeCriterion,
  criteriaOf,
  defaultCheck,
  emptyDraft,
  moveCriterion,
  moveStage,
  placeCriterion,
  removeCriterion,
  removeStage,
  toPhrases,
} from '#renderer/screens/scorecards/edit-draft.ts';
import { aCriterion, aDraft } from '../../../builders/scorecards.ts';

const three = aDraft({
  stages: [
    { id: 'start', name: 'Начало', criteria: ['a', 'b'].map((id) => aCriterion({ id, weight: 25 })) },
    { id: 'end', name: 'Конец', criteria: [aCriterion({ id: 'c', weight: 50 })] },
  ],
});

/** `start: a b | end: c` */
const orderOf = ({ stages }: ScorecardDraft): string =>
  stages.map(({ id, criteria }) => `${id}: ${criteria.map((one) => one.id).join(' ')}`.trim()).join(' | ');

describe('criteria of a draft', () => {
  it.each([
    ['a', 1, 'start: b a | end: c'],
    ['a', -1, 'start: a b | end: c'],
    ['b', -1, 'start: b a | end: c'],
    ['b', 1, 'start: a | end: b c'],
    ['c', -1, 'start: a b c | end:'],
    ['c', 1, 'start: a b | end: c'],
    ['gone', 1, 'start: a b | end: c'],
  ] as const)('move by one step, over the edge of a stage into the next: %s %i', (id, step, order) => {
    expect(orderOf(moveCriterion(three, id, step))).toBe(order);
  });

  it.each([
    ['a', { stageId: 'start', index: 1 }, 'start: b a | end: c'],
    ['a', { stageId: 'end', index: 0 }, 'start: b | end: a c'],
    ['a', { stageId: 'end', index: 9 }, 'start: b | end: c a'],
    ['a', { stageId: 'gone', index: 0 }, 'start: a b | end: c'],
  ])('are dropped where the mouse is: %s', (id, place, order) => {
    expect(orderOf(placeCriterion(three, id, place))).toBe(order);
  });

  it('are added at the end of a stage under ids of their own, changed and removed', () => {
    const [once, first] = addCriterion(three, 'start');
    const [twice, second] = addCriterion(once, 'start');
    expect(orderOf(twice)).toBe(`start: a b ${first} ${second} | end: c`);
    expect(new Set(criteriaOf(twice).map(({ id }) => id)).size).toBe(5);
    const named = changeCriterion(twice, first, { name: 'Спросил' });
    expect(criteriaOf(named).map(({ name }) => name)).toContain('Спросил');
    expect(orderOf(removeCriterion(removeCriterion(named, first), second))).toBe(orderOf(three));
  });
});

describe('stages of a draft', () => {
  it('move, come with a criterion, and go with theirs', () => {
    expect(orderOf(moveStage(three, 'end', -1))).toBe('end: c | start: a b');
    expect(moveStage(three, 'end', 1)).toBe(three);
    const [more, id] = addStage(three);
    expect(more.stages.at(-1)).toMatchObject({ id, criteria: [{ weight: 5 }] });
    expect(orderOf(removeStage(more, id))).toBe(orderOf(three));
    expect(orderOf(removeStage(three, 'start'))).toBe('end: c');
  });
});

describe('a new draft', () => {
  it('lacks nothing but names', () => {
    const draft = emptyDraft();
    expect(new Set(problemsOf(draft).map(({ kind }) => kind))).toEqual(new Set(['name']));
    const [withError] = addCriticalError(draft);
    expect(problemsOf(withError).map(({ kind }) => kind)).toContain('no-phrases');
  });

  it('adds up to a hundred again when its weights are balanced', () => {
    const [more] = addCriterion(three, 'start');
    expect(weightOf(more)).toBe(105);
    const balanced = balance(more);
    expect(weightOf(balanced)).toBe(100);
    expect(criteriaOf(balanced).map(({ weight }) => weight)).toEqual([24, 24, 5, 47]);
  });

  it.each(['questions', 'talk', 'objections-handled', 'no-argument', 'next-step', 'manual'] as const)(
    'is judged by «%s» without anything to fill in',
    (kind) => {
      const draft = aDraft({
        stages: [{ id: 's', name: 'Этап', criteria: [aCriterion({ check: defaultCheck(kind) })] }],
      });
      expect(problemsOf(draft)).toEqual([]);
    },
  );

  it('reads one phrase a line', () => {
    expect(toPhrases(' добрый день \n\n здравствуйте\n')).toEqual(['добрый день', 'здравствуйте']);
  });
});
