/** What a draft of a scorecard would make of the newest analysed calls; nothing is kept. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { createCallScores, findScorable } from '#core/call-scores.ts';
import type { PreviewedCall, ScorecardPreview } from '#core/domain/scorecard-editing.ts';
import { CRITERION_VALUES, type CallScore, type CriterionValue, type Scorecard } from '#core/domain/scorecard.ts';
import type { Store } from '#core/store/index.ts';

export interface PreviewWork {
  /** How many of the newest calls are looked at. */
  readonly calls: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const EXAMPLES_SHOWN = 12;

/**
 * People's judgements count where the scorecard is one that they judged by.
 * @throws the signal's reason when it aborts
 */
export async function previewScorecard(
  store: Store,
  scorecard: Scorecard,
  { calls: most, signal, onProgress }: PreviewWork,
): Promise<ScorecardPreview> {
  const scores = createCallScores(store);
  const [drafted, used] = [scores.by(scorecard), scores.by(scores.active())];
  const newest = store.callScores.newestAnalysed(most);
  const tally = createTally(scorecard);
  for (const [index, { id, startedAt, agentName }] of newest.entries()) {
    signal.throwIfAborted();
    const call = findScorable(store, id);
    if (call) {
      const before = used(id, call).final.total;
      tally.add({ callId: id, startedAt, agentName, before }, drafted(id, call).final);
    }
    onProgress?.(index + 1, newest.length);
    await nextTurn();
  }
  return tally.result();
}

const noCounts = (): Record<CriterionValue, number> =>
  Object.fromEntries(CRITERION_VALUES.map((value) => [value, 0])) as Record<CriterionValue, number>;

function createTally({ stages, criticalErrors }: Scorecard) {
  const counts = new Map(stages.flatMap(({ criteria }) => criteria).map(({ id }) => [id, noCounts()]));
  const errors = new Map(criticalErrors.map(({ id }) => [id, 0]));
  const calls: PreviewedCall[] = [];
  return {
    add(call: Omit<PreviewedCall, 'total'>, score: CallScore): void {
      calls.push({ ...call, total: score.total });
      // Calls without a total would drown the shares in «не относится».
      if (score.total !== null) {
        for (const { id, value } of score.criteria) {
          const count = counts.get(id);
          if (count) count[value]++;
        }
      }
      for (const { id } of score.criticalErrors) errors.set(id, (errors.get(id) ?? 0) + 1);
    },
    result(): ScorecardPreview {
      const scored = calls.filter(({ total }) => total !== null);
      return {
        calls: calls.length,
        scored: scored.length,
        mean: meanOf(calls.map(({ total }) => total)),
        meanBefore: meanOf(calls.map(({ before }) => before)),
        criteria: Array.from(counts, ([id, count]) => ({ id, counts: count })),
        criticalErrors: Array.from(errors, ([id, found]) => ({ id, calls: found })),
        examples: scored
          .toSorted((a, b) => changeOf(b) - changeOf(a) || (a.total ?? 0) - (b.total ?? 0))
          .slice(0, EXAMPLES_SHOWN),
      };
    },
  };
}

const changeOf = ({ total, before }: PreviewedCall): number =>
  total === null || before === null ? 0 : Math.abs(total - before);

function meanOf(totals: readonly (number | null)[]): number | null {
  const known = totals.filter((total) => total !== null);
  return known.length === 0 ? null : known.reduce((sum, total) => sum + total, 0) / known.length;
}
