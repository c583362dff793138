/** Many categories over many texts: one pass over the features of a text, whatever the number of categories. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TextReading } from '#core/domain/candidate.ts';
import { unusualness } from './background.ts';
import type { Background } from './background.ts';
import { contextScore } from './head.ts';
import type { Head } from './head.ts';
import { counterLogit, judge } from './learn.ts';
import type { LearnedCategory } from './learn.ts';

export interface CategoryScore {
  readonly category: LearnedCategory;
  /** Log-odds before the category's threshold shift. */
  readonly logit: number;
  /** Log-odds that the text resembles what the category is not. */
  readonly against: number;
}

export interface Scorer {
  readonly categories: readonly LearnedCategory[];
  /** In the order of the categories. */
  score(reading: TextReading): CategoryScore[];
}

/** Gives way to other work while it builds its index, which takes a tenth of a second for 200 categories. */
export async function createScorer(categories: readonly LearnedCategory[], background: Background): Promise<Scorer> {
  // Two heads per category, at 2n and 2n + 1.
  const heads = categories.flatMap(({ head, counterHead }): (Head | null)[] => [head, counterHead]);
  const index = await indexOf(heads);
  const scores = new Float64Array(heads.length);
  return {
    categories,
    score(reading) {
      scores.fill(0);
      addWords(index, reading, scores);
      const unusual = unusualness(reading, background);
      const scoreOf = (at: number): number | null => {
        const head = heads[at];
        return head ? scores[at]! + contextScore(head, reading, unusual) : null;
      };
      return categories.map((category, at) => {
        const [own, counter] = [scoreOf(at * 2), scoreOf(at * 2 + 1)];
        return {
          category,
          logit: judge(category, reading, { own, counter }),
          against: counterLogit(category, counter),
        };
      });
    },
  };
}

const HEADS_AT_ONCE = 40;

interface HeadIndex {
  /** Feature hash to its place in `starts`. */
  readonly places: ReadonlyMap<number, number>;
  /** Where the entries of a feature begin in the other two; they end where those of the next begin. */
  readonly starts: Uint32Array;
  readonly heads: Uint16Array;
  readonly weights: Float32Array;
}

/** Counts first and fills then: lists that grow would take several times as long. */
async function indexOf(heads: readonly (Head | null)[]): Promise<HeadIndex> {
  const places = new Map<number, number>();
  const counts: number[] = [];
  for (const [at, head] of heads.entries()) {
    if (at % HEADS_AT_ONCE === 0) await nextTurn();
    for (const hash of head?.weights.keys() ?? []) {
      const place = places.get(hash);
      if (place === undefined) places.set(hash, counts.push(1) - 1);
      else counts[place]!++;
    }
  }
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, place) => (starts[place + 1] = starts[place]! + count));
  const next = starts.slice();
  const entries = starts[counts.length]!;
  const index = { places, starts, heads: new Uint16Array(entries), weights: new Float32Array(entries) };
  for (const [at, head] of heads.entries()) {
    if (at % HEADS_AT_ONCE === 0) await nextTurn();
    for (const [hash, weight] of head?.weights ?? []) {
      const entry = next[places.get(hash)!]!++;
      index.heads[entry] = at;
      index.weights[entry] = weight;
    }
  }
  return index;
}

function addWords({ places, starts, heads, weights }: HeadIndex, { vector }: TextReading, scores: Float64Array): void {
  for (let place = 0; place < vector.hashes.length; place++) {
    const feature = places.get(vector.hashes[place]!);
    if (feature === undefined) continue;
    const weight = vector.weights[place]!;
    for (let at = starts[feature]!; at < starts[feature + 1]!; at++) scores[heads[at]!]! += weights[at]! * weight;
  }
}
