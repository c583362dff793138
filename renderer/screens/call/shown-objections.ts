/** Objections as the screen shows them: what was found, what a person said of it, and how it was met. */

import type { CallCorrections, CorrectedObjection } from '#core/domain/correction.ts';
import type { CountedObjection, Verdict } from '#core/domain/finding.ts';

export interface ShownObjection extends CorrectedObjection {
  /** The same before and after a correction. */
  readonly key: string;
  /** Null for what was marked wrong, and where it is not known who replied. */
  readonly verdict: Verdict | null;
  readonly replyUtterance: number | null;
}

/** @param counted the objections that count by now, where those added by hand have their verdict */
export function shownObjections(
  corrections: CallCorrections | undefined,
  counted: readonly CountedObjection[],
): readonly ShownObjection[] {
  // Until the corrections have come, what counts stands in for them.
  if (!corrections) {
    return counted.map(({ category, utterance, quote, score, verdict, replyUtterance }) => ({
      key: keyOf(utterance, category),
      ...{ category, utterance, quote, verdict, replyUtterance, correction: null },
      automatic: { category, score, verdict, replyUtterance },
    }));
  }
  return corrections.objections.map((objection) => {
    const { utterance, automatic, category } = objection;
    const found = counted.find((one) => one.utterance === utterance && one.category === category);
    return {
      ...objection,
      key: keyOf(utterance, automatic?.category ?? `+${category}`),
      verdict: category === null ? null : ((found ?? automatic)?.verdict ?? null),
      replyUtterance: found?.replyUtterance ?? automatic?.replyUtterance ?? null,
    };
  });
}

const keyOf = (utterance: number, category: string): string => `${utterance} ${category}`;
