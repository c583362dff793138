/** What clients usually say: the contrast that a category with few examples is learned against. */

import type { TextReading } from '#core/domain/candidate.ts';

/** Where a feature occurs, and how strongly on average. */
export interface Postings {
  readonly readings: number[];
  readonly weights: number[];
  mean: number;
  variance: number;
}

/** Means and spreads over typical turns, and the turns by feature. */
export interface Background {
  readonly size: number;
  readonly readings: readonly TextReading[];
  /** Unusualness of each reading. */
  readonly unusual: readonly (readonly number[])[];
  readonly postings: ReadonlyMap<number, Postings>;
  readonly marginMeans: readonly number[];
  readonly marginDeviations: readonly number[];
}

/** @param readings of typical turns, objections and others; at least two */
export function createBackground(readings: readonly TextReading[]): Background {
  const postings = new Map<number, Postings>();
  readings.forEach(({ vector }, at) => {
    vector.hashes.forEach((hash, place) => {
      const known = postings.get(hash) ?? { readings: [], weights: [], mean: 0, variance: 0 };
      known.readings.push(at);
      known.weights.push(vector.weights[place]!);
      postings.set(hash, known);
    });
  });
  for (const known of postings.values()) {
    known.mean = known.weights.reduce((sum, weight) => sum + weight, 0) / readings.length;
    const square = known.weights.reduce((sum, weight) => sum + weight * weight, 0) / readings.length;
    known.variance = Math.max(0, square - known.mean * known.mean);
  }
  const outputs = readings[0]?.margins ?? [];
  const columns = outputs.map((_, output) => readings.map(({ margins }) => margins[output]!));
  const marginMeans = columns.map(mean);
  const marginDeviations = columns.map((column, output) =>
    Math.max(0.01, Math.sqrt(mean(column.map((value) => (value - marginMeans[output]!) ** 2)))),
  );
  const unusual = readings.map((reading) => unusualness(reading, { marginMeans, marginDeviations }));
  return { size: readings.length, readings, postings, unusual, marginMeans, marginDeviations };
}

/** @returns the margins in standard deviations from what is usual */
export function unusualness(
  { margins }: TextReading,
  { marginMeans, marginDeviations }: Pick<Background, 'marginMeans' | 'marginDeviations'>,
): number[] {
  return margins.map((margin, output) => (margin - marginMeans[output]!) / marginDeviations[output]!);
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
