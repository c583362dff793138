/** Settles which objections of stored calls count: the model's, by the user's categories, with the lead's corrections. */

import { completeSet, countedObjections, withCorrections } from '#core/categories/index.ts';
import type { Category, CategorySet } from '#core/domain/category.ts';
import type { CallCorrections, Correction } from '#core/domain/correction.ts';
import { asCounted, knownVerdict } from '#core/domain/finding.ts';
import type { CountedObjection } from '#core/domain/finding.ts';
import type { ScorableAnalysis, ScoringKey, Store } from '#core/store/index.ts';
import type { CategoryKit, PreparedRecogniser } from './category-kit.ts';

const LEARNING_SETTING = 'corrections.learning';
const REVISION_SETTING = 'corrections.revision';

/** A recogniser with what it was made from. */
export interface Settlement {
  readonly key: ScoringKey;
  readonly recogniser: PreparedRecogniser;
}

export interface Settler {
  kit(): Promise<CategoryKit>;
  /** The set in use, every standard category in it. */
  current(): CategorySet;
  /** What scorings are compared with: set and, while they are learned from, corrections. */
  key(): ScoringKey;
  /** Learns the set in use. */
  prepare(signal?: AbortSignal): Promise<Settlement>;
  /** Learns other categories in its place, with the same corrections. */
  prepareFor(categories: readonly Category[], signal?: AbortSignal): Promise<PreparedRecogniser>;
  /** What counts in a call by a recogniser. Reads only. */
  findingsOf(analysis: ScorableAnalysis, recogniser: PreparedRecogniser, kit: CategoryKit): SettledFindings;
  /** Settles one call, in the transaction of the caller. */
  settle(callId: string, settlement: Settlement, kit: CategoryKit): void;
  isLearning(): boolean;
  setLearning(isLearning: boolean): void;
  /** Says that corrections have changed. */
  correctionsChanged(): void;
}

export interface SettledFindings {
  /** What the program found. */
  readonly automatic: readonly CountedObjection[];
  readonly corrected: CallCorrections;
  /** What counts. */
  readonly counted: readonly CountedObjection[];
  /** Null where they were not needed. */
  readonly candidates: ScorableAnalysis['candidates'];
}

/** @param loadKit called once, when a category is first needed */
export function createSettler(store: Store, loadKit: () => Promise<CategoryKit>): Settler {
  const { settings, corrections, objectionScoring, categories } = store;
  let loading: Promise<CategoryKit> | null = null;
  const kit = (): Promise<CategoryKit> => {
    loading ??= loadKit().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const isLearning = (): boolean => settings.get(LEARNING_SETTING) !== 'off';
  const revision = (): string => settings.get(REVISION_SETTING) ?? '0';
  const learnedFrom = (): Correction[] => (isLearning() ? corrections.list() : []);
  const current = (): CategorySet => {
    const set = categories.current();
    return { version: set.version, categories: completeSet(set.categories) };
  };
  const key = (): ScoringKey => {
    const { version } = categories.current();
    return { categorySet: version, scoredBy: `${version}|${isLearning() ? revision() : 'off'}` };
  };

  function findingsOf(analysis: ScorableAnalysis, recogniser: PreparedRecogniser, tools: CategoryKit): SettledFindings {
    const { objections, utterances, direction, callId } = analysis;
    const own = corrections.ofCall(callId);
    const needsCandidates = !recogniser.isIdle || own.length > 0;
    const candidates = needsCandidates
      ? (analysis.candidates ?? tools.reader.candidates({ direction, utterances }))
      : null;
    const found = recogniser.isIdle
      ? objections
      : recogniser.recognise({ objections, candidates: candidates ?? [], utterances });
    const automatic = found.map((objection) => asCounted(objection, utterances));
    const verdictOf = (utterance: number): Pick<CountedObjection, 'verdict' | 'replyUtterance'> => {
      const { verdict, replyUtterance } =
        candidates?.find((candidate) => candidate.utterance === utterance) ?? NO_REPLY;
      return { verdict: knownVerdict({ utterance, replyUtterance, verdict }, utterances), replyUtterance };
    };
    const corrected = withCorrections(automatic, own, { utterances, verdictOf });
    const counted = own.length === 0 ? automatic : countedObjections(corrected, verdictOf);
    return { automatic, corrected, counted, candidates };
  }

  return {
    kit,
    current,
    key,
    findingsOf,
    isLearning,
    async prepare(signal) {
      const wanted = key();
      return {
        key: wanted,
        recogniser: await (await kit()).recogniser(current().categories, learnedFrom(), signal),
      };
    },
    prepareFor: async (proposed, signal) => (await kit()).recogniser(proposed, learnedFrom(), signal),
    settle(callId, { key: wanted, recogniser }, tools) {
      const reader = readerKey(tools);
      const analysis = objectionScoring.load(callId, reader);
      if (!analysis) return;
      const { counted, candidates } = findingsOf(analysis, recogniser, tools);
      if (candidates && !analysis.candidates) objectionScoring.keepCandidates(analysis.analysisId, reader, candidates);
      const isSame = JSON.stringify(counted) === JSON.stringify(analysis.counted);
      objectionScoring.settle(analysis.analysisId, isSame ? null : counted, wanted);
    },
    setLearning: (value) => settings.set(LEARNING_SETTING, value ? 'on' : 'off'),
    correctionsChanged: () => settings.set(REVISION_SETTING, String(Number(revision()) + 1)),
  };
}

const NO_REPLY = { verdict: 'ignored', replyUtterance: null } as const;

/** Names the reader in stored candidates. */
export const readerKey = ({ reader }: CategoryKit): string => `${reader.maker.id}@${reader.maker.version}`;
