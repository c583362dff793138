/** The lead's word on found objections: kept beside the automatic values, learned from, taken back at will. */

import type { App } from '#core/app.ts';
import { accuracyOf } from '#core/categories/index.ts';
import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import type { CallCorrections, Correction, CorrectionSummary } from '#core/domain/correction.ts';
import { AppError } from '#core/errors.ts';
import { readerKey } from '#core/pipeline/index.ts';
import type { ScorableAnalysis } from '#core/store/index.ts';

/** An objection that was found in a call. */
export interface FoundPlace {
  readonly callId: string;
  readonly utterance: number;
  /** As the program found it. */
  readonly category: string;
}

export interface Corrections {
  /** What was found and what counts, side by side; empty for a call that is not analysed. */
  ofCall(callId: string): Promise<CallCorrections>;
  /** @throws input.invalid when there is no such finding, as do the next two */
  mark(place: FoundPlace & { readonly isRight: boolean }): Promise<{ readonly id: number }>;
  relabel(place: FoundPlace & { readonly to: string }): Promise<{ readonly id: number }>;
  /** Adds an objection that the program missed. */
  add(place: FoundPlace): Promise<{ readonly id: number }>;
  /** Takes one correction back; does nothing when it is gone already. */
  undo(id: number): Promise<void>;
  summary(): CorrectionSummary;
  /** Whether categories and thresholds follow the corrections. */
  setLearning(isLearning: boolean): void;
  /** Takes all of them back. @returns how many */
  reset(): Promise<number>;
}

export function createCorrections({ store, settler }: Pick<App, 'store' | 'settler'>): Corrections {
  const { corrections, objectionScoring } = store;

  async function read(callId: string) {
    const [kit, { recogniser }] = [await settler.kit(), await settler.prepare()];
    const analysis = objectionScoring.load(callId, readerKey(kit));
    return analysis && { analysis, findings: settler.findingsOf(analysis, recogniser, kit) };
  }

  async function known(callId: string, utterance: number) {
    const found = await read(callId);
    if (!found?.analysis.utterances[utterance])
      throw new AppError('input.invalid', { reason: 'Такой реплики нет: звонок не разобран или разобран заново' });
    return found;
  }

  /** Settles the calls with what is now known, and lets the others follow later. */
  async function settleCalls(callIds: readonly string[]): Promise<void> {
    settler.correctionsChanged();
    const [kit, settlement] = [await settler.kit(), await settler.prepare()];
    store.transaction(() => {
      for (const callId of callIds) settler.settle(callId, settlement, kit);
    });
  }

  async function keep(
    { callId, utterances }: ScorableAnalysis,
    correction: Omit<Correction, 'id' | 'changedAt' | 'callId' | 'startMs' | 'endMs' | 'text'>,
  ): Promise<{ id: number }> {
    const { startMs, endMs, text } = utterances[correction.utterance]!;
    const isEarlier = (other: Correction): boolean =>
      other.startMs === startMs &&
      other.automaticCategory === correction.automaticCategory &&
      (correction.automaticCategory !== null || other.category === correction.category);
    const id = store.transaction(() => {
      for (const other of corrections.ofCall(callId)) if (isEarlier(other)) corrections.remove(other.id);
      return corrections.save({ ...correction, callId, startMs, endMs, text });
    });
    await settleCalls([callId]);
    return { id };
  }

  async function correct({ callId, utterance, category }: FoundPlace, to: string | null): Promise<{ id: number }> {
    const { analysis, findings } = await known(callId, utterance);
    const found = findings.automatic.find((one) => one.utterance === utterance && one.category === category);
    if (!found) throw new AppError('input.invalid', { reason: 'Такого возражения в этой реплике не найдено' });
    const kind = to === category ? 'right' : to === null ? 'wrong' : 'relabelled';
    return keep(analysis, {
      ...{ kind, utterance, category: to },
      automaticCategory: category,
      automaticScore: found.score,
    });
  }

  function needCategory(id: string): void {
    const isKnown = id === UNKNOWN_CATEGORY_ID || settler.current().categories.some((category) => category.id === id);
    if (!isKnown) throw new AppError('input.invalid', { reason: 'Такой категории нет' });
  }

  return {
    ofCall: async (callId) => (await read(callId))?.findings.corrected ?? { objections: [], lost: [] },
    mark: ({ isRight, ...place }) => correct(place, isRight ? place.category : null),
    relabel({ to, ...place }) {
      needCategory(to);
      return correct(place, to);
    },
    async add({ callId, utterance, category }) {
      needCategory(category);
      const { analysis, findings } = await known(callId, utterance);
      if (findings.counted.some((one) => one.utterance === utterance && one.category === category))
        throw new AppError('input.invalid', { reason: 'Это возражение здесь уже отмечено' });
      return keep(analysis, { kind: 'added', utterance, category, automaticCategory: null, automaticScore: null });
    },
    async undo(id) {
      const correction = corrections.find(id);
      if (!correction) return;
      store.transaction(() => corrections.remove(id));
      await settleCalls([correction.callId]);
    },
    summary() {
      const all = corrections.list();
      return { isLearning: settler.isLearning(), total: all.length, categories: accuracyOf(all) };
    },
    setLearning: (isLearning) => store.transaction(() => settler.setLearning(isLearning)),
    async reset() {
      const callIds = corrections.correctedCalls();
      const count = store.transaction(() => corrections.clear());
      await settleCalls(callIds);
      return count;
    },
  };
}
