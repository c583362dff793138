/** Many categories over many texts: one pass over the features of a text, whatever the number of categories. */

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

export function createScorer(categories: readonly LearnedCategory[], background: Background): Scorer {
  // Two heads per category, at 2n and 2n + 1.
  const heads = categories.flatMap(({ head, counterHead }): (Head | null)[] => [head, counterHead]);
  const index = indexOf(heads);
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

interface HeadIndex {
  /** First and one past last place in the other two, packed by feature. */
  readonly ranges: ReadonlyMap<number, number>;
  readonly starts: Uint32Array;
  readonly heads: Uint16Array;
  readonly weights: Float32Array;
}

function indexOf(heads: readonly (Head | null)[]): HeadIndex {
  const byHash = new Map<number, [head: number, weight: number][]>();
  heads.forEach((head, at) => {
    for (const [hash, weight] of head?.weights ?? []) {
      const known = byHash.get(hash);
      if (known) known.push([at, weight]);
      else byHash.set(hash, [[at, weight]]);
    }
  });
  const count = [...byHash.values()].reduce((sum, entries) => sum + entries.length, 0);
  const index = {
    ranges: new Map<number, number>(),
    starts: new Uint32Array(byHash.size + 1),
    heads: new Uint16Array(count),
    weights: new Float32Array(count),
  };
  let [feature, at] = [0, 0];
  for (const [hash, entries] of byHash) {
    index.ranges.set(hash, feature);
    index.starts[feature++] = at;
    for (const [head, weight] of entries) {
      index.heads[at] = head;
      index.weights[at++] = weight;
    }
  }
  index.starts[feature] = at;
  return index;
}

function addWords({ ranges, starts, heads, weights }: HeadIndex, { vector }: TextReading, scores: Float64Array): void {
  for (let place = 0; place < vector.hashes.length; place++) {
    const feature = ranges.get(vector.hashes[place]!);
    if (feature === undefined) continue;
    const weight = vector.weights[place]!;
    for (let at = starts[feature]!; at < starts[feature + 1]!; at++) scores[heads[at]!]! += weights[at]! * weight;
  }
}
