/** What categories are learned and recognised with: the reader of texts and the background that ship with the program. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TextReading } from '#core/domain/candidate.ts';
import type { Category } from '#core/domain/category.ts';
import type { Correction } from '#core/domain/correction.ts';
import {
  createRecogniser,
  experienceOf,
  learnCategory,
  loadBackground,
  type LearnedCategory,
  type Learning,
  type Recogniser,
} from '#core/categories/index.ts';
import { loadObjectionReader, type ObjectionReader } from '#core/language/index.ts';

export interface CategoryKit {
  readonly reader: ObjectionReader;
  readonly learning: Learning;
  /**
   * Learns the categories, those that have not changed from memory. Gives way to other work between them.
   * @param corrections that the categories learn from too
   */
  recogniser(
    categories: readonly Category[],
    corrections: readonly Correction[],
    signal?: AbortSignal,
  ): Promise<PreparedRecogniser>;
}

export interface PreparedRecogniser extends Recogniser {
  /** True when every finding of the model counts as it is, and nothing else does. */
  readonly isIdle: boolean;
}

/** Learned categories kept; beyond that the memory starts anew. */
const MOST_KEPT = 3000;

/** @param directory of the bundled language model @throws `model.missing`, `model.corrupt` */
export async function loadCategoryKit(directory: string): Promise<CategoryKit> {
  const reader = await loadObjectionReader(directory);
  const readWhole = (text: string): TextReading => reader.readWhole(text);
  const background = await loadBackground(directory, readWhole);
  const learning = { background, read: readWhole };
  const known = new Map<string, LearnedCategory>();

  function learned(category: Category, corrections: readonly Correction[]): LearnedCategory | null {
    const experience = experienceOf(category.id, corrections);
    const { id, isBuiltin, examples, counterExamples, keywords } = category;
    const hasContent = [examples, counterExamples, keywords, experience.examples, experience.counterExamples].some(
      ({ length }) => length > 0,
    );
    if (!category.isEnabled || (!hasContent && experience.thresholdShift === 0)) return null;
    const key = JSON.stringify([id, isBuiltin, examples, counterExamples, keywords, experience]);
    const found = known.get(key) ?? learnCategory(category, learning, experience);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, found);
    return found;
  }

  return {
    reader,
    learning,
    async recogniser(categories, corrections, signal) {
      const all: LearnedCategory[] = [];
      for (const category of categories) {
        signal?.throwIfAborted();
        const one = learned(category, corrections);
        if (one) all.push(one);
        if (one) await nextTurn();
      }
      const { outputs } = reader;
      return {
        ...(await createRecogniser({
          categories,
          learned: all,
          background,
          outputs,
          read: (text) => reader.read(text),
        })),
        isIdle: all.length === 0 && categories.every(({ isEnabled }) => isEnabled),
      };
    },
  };
}
