import { describe, expect, it } from 'vitest';
import { SCORECARD_LIMITS } from '#core/domain/scorecard-editing.ts';
import { BUILTIN_SCORECARD, formatScorecard, parseScorecard } from '#core/scorecards/index.ts';

const aFile = (fields: object = {}): string =>
  JSON.stringify({ ...(JSON.parse(formatScorecard(BUILTIN_SCORECARD)) as object), ...fields });

const aStage = (criteria: object[]) => [{ id: 'stage', name: 'Этап', criteria }];
const aCriterion = (fields: object = {}) => ({
  id: 'one',
  name: 'Один',
  weight: 100,
  check: { kind: 'manual' },
  ...fields,
});

describe('scorecard files', () => {
  it('come back as they were', () => {
    expect(parseScorecard(formatScorecard(BUILTIN_SCORECARD))).toEqual(BUILTIN_SCORECARD);
    expect(parseScorecard(`\uFEFF${aFile()}`)).toEqual(BUILTIN_SCORECARD);
  });

  it('may leave out topics and critical errors', () => {
    const { topics, criticalErrors } = parseScorecard(aFile({ topics: undefined, criticalErrors: undefined }));
    expect([topics, criticalErrors]).toEqual([[], []]);
  });

  it.each([
    ['nothing', '', 'не JSON'],
    ['markup', '<script>alert(1)</script>', 'не JSON'],
    ['another JSON', '[]', 'не подходит'],
    ['another format', aFile({ format: 'other' }), 'format'],
    ['a newer version', aFile({ version: 2 }), 'version'],
    ['an unknown key', aFile({ run: 'rm' }), 'не подходит'],
    ['a prototype as key', `{"__proto__": {"id": "x"}, ${aFile().slice(1)}`, 'не подходит'],
    ['a path as id', aFile({ id: '../../razbor' }), 'id'],
    ['an empty name', aFile({ name: '  ' }), 'name'],
    ['an invisible character in the name', aFile({ name: 'Про\u202Eдажи' }), 'name'],
    ['no stages', aFile({ stages: [] }), 'stages'],
    ['weights that miss a hundred', aFile({ stages: aStage([aCriterion({ weight: 99 })]) }), 'сумма весов'],
    ['a negative weight', aFile({ stages: aStage([aCriterion({ weight: -1 })]) }), 'weight'],
    [
      'repeated ids',
      aFile({ stages: aStage([aCriterion({ weight: 50 }), aCriterion({ weight: 50 })]) }),
      'повторяются',
    ],
    ['an unknown check', aFile({ stages: aStage([aCriterion({ check: { kind: 'regexp' } })]) }), 'check'],
    [
      'a phrase without words',
      aFile({ stages: aStage([aCriterion({ check: { kind: 'phrases', place: 'call', phrases: ['* *'] } })]) }),
      'в фразе',
    ],
    [
      'too many phrases',
      aFile({
        stages: aStage([aCriterion({ check: { kind: 'phrases', place: 'call', phrases: Array(301).fill('да') } })]),
      }),
      'phrases',
    ],
    ['a flood', ' '.repeat(SCORECARD_LIMITS.characters + 1), 'слишком велик'],
    ['deep nesting', '['.repeat(200_000), 'не JSON'],
  ])('are refused with the reason: %s', (_what, text, reason) => {
    expect(() => parseScorecard(text)).toThrow(expect.objectContaining({ code: 'input.invalid' }) as Error);
    expect(() => parseScorecard(text)).toThrow(reason);
  });
});
