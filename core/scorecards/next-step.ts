/** Where in the call the agreed next step was said. */

import type { Evidence } from '#core/domain/scorecard.ts';
import { quote } from './call.ts';
import type { HeardCall } from './call.ts';
import { spokenWords } from './phrases.ts';

/** Half of the words of the next step must be in the utterance that is quoted for it. */
const MIN_SHARE = 0.5;

/** The utterance that shares the most words with the next step, the later one of equals; null when none shares half. */
export function findNextStep(call: HeardCall, nextStep: string): Evidence | null {
  const wanted = new Set(spokenWords(nextStep).map(({ text }) => text));
  let best = { index: -1, shared: 0 };
  for (const index of call.utterances.keys()) {
    const said = new Set(call.wordsOf(index).map(({ text }) => text));
    const shared = wanted.intersection(said).size;
    if (shared >= best.shared && shared > 0) best = { index, shared };
  }
  return best.shared >= wanted.size * MIN_SHARE ? quote(call, best.index) : null;
}
