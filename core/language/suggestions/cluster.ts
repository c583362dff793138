/** Agglomerative clustering by average cosine similarity. */

import type { Vector } from './describe.ts';

/** Clusters closer than this become one; chosen on the themes of the training calls. */
const LEAST_SIMILARITY = 0.15;

function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}

/** Similarities of all pairs; row `i`, column `j`. */
function* similarities(vectors: readonly Vector[]): Generator<void, Float32Array[]> {
  const rows = vectors.map(() => new Float32Array(vectors.length));
  for (let i = 0; i < vectors.length; i++) {
    yield;
    for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i] = cosine(vectors[i]!, vectors[j]!);
  }
  return rows;
}

/** @returns index of the most similar living cluster after `at` was changed, -1 for none */
function nearest(row: Float32Array, at: number, isAlive: readonly boolean[]): number {
  let best = -1;
  for (let other = 0; other < row.length; other++) {
    if (other !== at && isAlive[other] && (best === -1 || row[other]! > row[best]!)) best = other;
  }
  return best;
}

/**
 * Grows with the square of the texts: whoever drives it may pause at every step.
 * @returns clusters of two and more as indices of vectors, the most typical member first
 */
export function* clusterVectors(vectors: readonly Vector[]): Generator<void, number[][]> {
  const base = yield* similarities(vectors);
  const rows = base.map((row) => row.slice());
  const members = vectors.map((_, at) => [at]);
  const isAlive = vectors.map(() => true);
  const nearestOf = rows.map((row, at) => nearest(row, at, isAlive));
  for (;;) {
    yield;
    let from = -1;
    for (let at = 0; at < rows.length; at++) {
      if (!isAlive[at] || nearestOf[at] === -1) continue;
      if (from === -1 || rows[at]![nearestOf[at]!]! > rows[from]![nearestOf[from]!]!) from = at;
    }
    if (from === -1) break;
    const into = nearestOf[from]!;
    if (rows[from]![into]! < LEAST_SIMILARITY) break;
    merge({ rows, members, isAlive }, from, into);
    for (let at = 0; at < rows.length; at++) {
      const isTouched = at === into || nearestOf[at] === from || nearestOf[at] === into;
      if (isAlive[at] && isTouched) nearestOf[at] = nearest(rows[at]!, at, isAlive);
      else if (isAlive[at] && rows[at]![into]! > rows[at]![nearestOf[at]!]!) nearestOf[at] = into;
    }
  }
  return members.filter((list, at) => isAlive[at] && list.length > 1).map((list) => byTypicality(list, base));
}

interface Clusters {
  readonly rows: readonly Float32Array[];
  readonly members: number[][];
  readonly isAlive: boolean[];
}

function merge({ rows, members, isAlive }: Clusters, from: number, into: number): void {
  const [moved, kept] = [members[from]!.length, members[into]!.length];
  for (let at = 0; at < rows.length; at++) {
    if (at === from || at === into) continue;
    const similarity = (rows[from]![at]! * moved + rows[into]![at]! * kept) / (moved + kept);
    rows[into]![at] = rows[at]![into] = similarity;
  }
  members[into]!.push(...members[from]!);
  isAlive[from] = false;
}

function byTypicality(list: readonly number[], base: readonly Float32Array[]): number[] {
  const closeness = (at: number): number => list.reduce((sum, other) => sum + base[at]![other]!, 0);
  return [...list].sort((a, b) => closeness(b) - closeness(a) || a - b);
}
