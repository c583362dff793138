/** Which category is taken for which. */

import type { Confusion } from './evaluate.ts';

/** `gold` was said, `found` was reported, `count` times; null for nothing. */
export interface ConfusionCount {
  readonly gold: string | null;
  readonly found: string | null;
  readonly count: number;
}

/** Pairs missed and wrong findings of one turn. @returns the commonest pairs first, at most `limit` */
export function countConfusions(confusions: readonly Confusion[], limit: number): ConfusionCount[] {
  const counts = new Map<string, ConfusionCount>();
  for (const turn of Map.groupBy(confusions, ({ id, utterance }) => `${id} ${utterance}`).values()) {
    const missed = turn.flatMap(({ gold }) => gold ?? []);
    const wrong = turn.flatMap(({ found }) => found ?? []);
    for (let at = 0; at < Math.max(missed.length, wrong.length); at++) {
      const [gold, found] = [missed[at] ?? null, wrong[at] ?? null];
      const key = `${gold ?? '-'} → ${found ?? '-'}`;
      counts.set(key, { gold, found, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts]
    .sort(([a, first], [b, second]) => second.count - first.count || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([, entry]) => entry);
}
