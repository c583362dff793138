/** What other categories would change, before they are saved. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Category } from '#core/domain/category.ts';
import type { CategoryChange, ChangePreview, ChangedObjection } from '#core/domain/category-preview.ts';
import type { CountedObjection } from '#core/domain/finding.ts';
import type { SettleOptions } from './settle-calls.ts';
import { readerKey } from './settler.ts';

export interface PreviewOptions extends SettleOptions {
  readonly categories: readonly Category[];
  /** At most so many calls, evenly over all of them. */
  readonly mostCalls: number;
}

const MOST_EXAMPLES = 50;

/**
 * Settles stored calls by other categories without keeping anything.
 * @throws the signal's reason when it aborts
 */
export async function previewCategories(options: PreviewOptions): Promise<ChangePreview> {
  const { store, settler, signal, onProgress, categories, mostCalls } = options;
  const all = store.objectionScoring.analysedCalls();
  const step = Math.max(1, all.length / mostCalls);
  const callIds = Array.from({ length: Math.min(all.length, mostCalls) }, (_, at) => all[Math.floor(at * step)]!);
  const [kit, now, proposed] = [
    await settler.kit(),
    await settler.prepare(signal),
    await settler.prepareFor(categories, signal),
  ];
  const tally = createTally();
  for (const [done, callId] of callIds.entries()) {
    signal.throwIfAborted();
    const analysis = store.objectionScoring.load(callId, readerKey(kit));
    if (analysis) {
      const after = settler.findingsOf(analysis, proposed, kit);
      const known = { ...analysis, candidates: analysis.candidates ?? after.candidates };
      const before = settler.findingsOf(known, now.recogniser, kit);
      tally.add(callId, before.counted, after.counted);
    }
    onProgress?.(done + 1, callIds.length);
    await nextTurn();
  }
  return { ...tally.result(), calls: callIds.length, allCalls: all.length };
}

interface Counts {
  before: number;
  after: number;
}

function createTally() {
  const counts = new Map<string, Counts>();
  const gained: ChangedObjection[] = [];
  const lost: ChangedObjection[] = [];
  let changedCalls = 0;
  const placeOf = ({ category, utterance }: CountedObjection): string => `${utterance} ${category}`;

  function count(findings: readonly CountedObjection[], side: keyof Counts): void {
    for (const category of new Set(findings.map((finding) => finding.category))) {
      const known = counts.get(category) ?? { before: 0, after: 0 };
      known[side]++;
      counts.set(category, known);
    }
  }

  return {
    add(callId: string, before: readonly CountedObjection[], after: readonly CountedObjection[]): void {
      count(before, 'before');
      count(after, 'after');
      const [was, is] = [new Set(before.map(placeOf)), new Set(after.map(placeOf))];
      const news = after.filter((finding) => !was.has(placeOf(finding)));
      const gone = before.filter((finding) => !is.has(placeOf(finding)));
      if (news.length + gone.length > 0) changedCalls++;
      const shown = ({ category, utterance, quote }: CountedObjection): ChangedObjection => ({
        ...{ callId, category, utterance, quote },
      });
      gained.push(...news.map(shown).slice(0, MOST_EXAMPLES - gained.length));
      lost.push(...gone.map(shown).slice(0, MOST_EXAMPLES - lost.length));
    },
    result: () => ({
      changedCalls,
      gained,
      lost,
      categories: [...counts].map(([category, { before, after }]): CategoryChange => ({ category, before, after })),
    }),
  };
}
