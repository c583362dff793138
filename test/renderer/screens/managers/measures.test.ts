import { describe, expect, it } from 'vitest';
import type { ManagerFigures } from '#core/domain/figures.ts';
import { MEASURES, sortManagers } from '#renderer/screens/managers/measures.ts';

const manager = (agentName: string, fields: Partial<ManagerFigures> = {}): ManagerFigures => ({
  agentId: agentName,
  agentName,
  calls: 10,
  incoming: 5,
  outgoing: 5,
  analysed: 8,
  talkMs: 60_000,
  callsWithObjections: 2,
  objections: 4,
  judged: 4,
  handled: 1,
  negative: 2,
  withNextStep: 6,
  score: 71.6,
  weeks: [],
  ...fields,
});
const names = (managers: readonly ManagerFigures[]) => managers.map(({ agentName }) => agentName);

describe('measures of managers', () => {
  it('take shares of analysed calls, and of objections where it is about those', () => {
    const values = MEASURES.map(({ valueOf }) => valueOf(manager('Анна')));
    expect(values).toEqual([10, 60_000, 0.5, 0.25, 0.25, 0.75, 72]);
  });

  it('take the handled share of objections of which it is known who replied, and none where it is of none', () => {
    const { valueOf } = MEASURES.find(({ id }) => id === 'handled')!;
    expect(valueOf(manager('Анна', { judged: 2 }))).toBe(0.5);
    expect(valueOf(manager('Анна', { judged: 0, handled: 0 }))).toBeNull();
  });

  it('sort both ways, with those that have no value last', () => {
    const none = manager('Яна', { objections: 2, judged: 0, handled: 0 });
    const all = [none, manager('Анна'), manager('Борис', { handled: 4 })];
    expect(names(sortManagers(all, { measure: 'handled', descending: true }))).toEqual(['Борис', 'Анна', 'Яна']);
    expect(names(sortManagers(all, { measure: 'handled', descending: false }))).toEqual(['Анна', 'Борис', 'Яна']);
    expect(names(sortManagers(all, { measure: 'name', descending: true }))).toEqual(['Яна', 'Борис', 'Анна']);
  });
});
