/** What managers are compared by, in one place for the table and the comparison. */

import type { ManagerFigures } from '#core/domain/figures.ts';

export const MEASURE_IDS = ['calls', 'talk', 'perCall', 'handled', 'negative', 'nextStep', 'score'] as const;
export type MeasureId = (typeof MEASURE_IDS)[number];

export interface Measure {
  readonly id: MeasureId;
  readonly kind: 'count' | 'time' | 'ratio' | 'share';
  /** Null where there is nothing to take it of; a share is 0..1, a time milliseconds. */
  readonly valueOf: (figures: ManagerFigures) => number | null;
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

export const MEASURES: readonly Measure[] = [
  { id: 'calls', kind: 'count', valueOf: ({ calls }) => calls },
  { id: 'talk', kind: 'time', valueOf: ({ talkMs }) => talkMs },
  { id: 'perCall', kind: 'ratio', valueOf: ({ objections, analysed }) => ratio(objections, analysed) },
  { id: 'handled', kind: 'share', valueOf: ({ handled, judged }) => ratio(handled, judged) },
  { id: 'negative', kind: 'share', valueOf: ({ negative, analysed }) => ratio(negative, analysed) },
  { id: 'nextStep', kind: 'share', valueOf: ({ withNextStep, analysed }) => ratio(withNextStep, analysed) },
  { id: 'score', kind: 'count', valueOf: ({ score }) => (score === null ? null : Math.round(score)) },
];

export interface ManagerOrder {
  readonly measure: MeasureId | 'name';
  readonly descending: boolean;
}

/** Those without a value come last whichever way the order goes. */
export function sortManagers(
  managers: readonly ManagerFigures[],
  { measure, descending }: ManagerOrder,
): ManagerFigures[] {
  const sign = descending ? -1 : 1;
  const byName = (a: ManagerFigures, b: ManagerFigures): number =>
    (a.agentName ?? '').localeCompare(b.agentName ?? '', 'ru');
  if (measure === 'name') return managers.toSorted((a, b) => sign * byName(a, b));
  const { valueOf } = MEASURES.find(({ id }) => id === measure) ?? MEASURES[0]!;
  return managers.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}
