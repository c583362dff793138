/** Objections of a call: category, place and the words that object. */

import type { CallSignals, ClientSignal } from '../call/signals.ts';
import { sigmoid } from '../models/head.ts';
import { networkLogit } from '../models/network.ts';
import type { LanguageModel } from '../models/language-model.ts';
import { CATEGORY_OUTPUTS } from '../models/language-model.ts';
import { objectionInputs, phraseInputs } from './inputs.ts';

/** An objection before its handling is judged. */
export interface FoundObjection {
  readonly category: string;
  readonly utterance: number;
  readonly score: number;
  readonly quote: string;
}

/** Turns that hold more words than this are quoted by clause. */
const QUOTED_WHOLE = 16;

function quoteOf(text: string, turn: ClientSignal, category: number): string {
  if (turn.words <= QUOTED_WHOLE || turn.clauses.spans.length < 2) return text.trim();
  const { start, end } = turn.clauses.spans[turn.clauses.places[category]!]!;
  return text.slice(start, end);
}

/** True where nobody of the other side is heard: a single phrase, not a talk. */
export function isLonePhrase({ call }: CallSignals): boolean {
  return call.utterances.length <= 2 || call.utterances.every(({ speaker }) => speaker === 'client');
}

/** Log-odds of every category for one turn. */
export function objectionLogits(
  signals: CallSignals,
  index: number,
  { networks }: Pick<LanguageModel, 'networks'>,
): number[] {
  const isLone = isLonePhrase(signals);
  return CATEGORY_OUTPUTS.map((_, category) =>
    isLone
      ? networkLogit(networks.phrases, category, phraseInputs(signals.clients[index]!, category))
      : networkLogit(networks.objections, category, objectionInputs(signals, index, category)),
  );
}

/** @returns findings in order of the call; several per turn where several reasons are given */
export function findObjections(signals: CallSignals, model: LanguageModel): FoundObjection[] {
  const { objections, phrases } = model.thresholds;
  const isLone = isLonePhrase(signals);
  const limits = isLone ? phrases : CATEGORY_OUTPUTS.map(() => objections);
  return signals.clients.flatMap((turn, index) => {
    if (turn.words === 0) return [];
    const { speaker, text } = signals.call.utterances[turn.utterance]!;
    const surcharge = speaker === 'unknown' && !isLone ? model.thresholds.unknownSpeaker : 0;
    const logits = objectionLogits(signals, index, model);
    return CATEGORY_OUTPUTS.flatMap((category, output) =>
      logits[output]! >= limits[output]! + surcharge
        ? [{ category, utterance: turn.utterance, score: sigmoid(logits[output]!), quote: quoteOf(text, turn, output) }]
        : [],
    );
  });
}
