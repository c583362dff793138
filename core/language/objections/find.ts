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

/** A call of so few turns is half a phrase: training knows next to none with an objection in them. */
const SHORT_CALL = 5;

/** Turns that hold more words than this are quoted by clause. */
const QUOTED_WHOLE = 16;

function quoteOf(text: string, turn: ClientSignal, category: number): string {
  if (turn.words <= QUOTED_WHOLE || turn.clauses.spans.length < 2) return text.trim();
  const { start, end } = turn.clauses.spans[turn.clauses.places[category]!]!;
  return text.slice(start, end);
}

/** How much a text is judged as a phrase on its own rather than as a turn of a call: 0, 0.5 or 1. */
export function phraseShare({ call }: CallSignals): number {
  const turns = call.utterances.length;
  if (turns <= 2 || call.utterances.every(({ speaker }) => speaker === 'client')) return 1;
  return turns <= SHORT_CALL ? 0.5 : 0;
}

/** How far above its threshold every category is for one turn, in log-odds. */
export function objectionExcess(
  signals: CallSignals,
  index: number,
  { networks, thresholds }: Pick<LanguageModel, 'networks' | 'thresholds'>,
): number[] {
  const share = phraseShare(signals);
  return CATEGORY_OUTPUTS.map((_, category) => {
    let excess = 0;
    if (share > 0) {
      const logit = networkLogit(networks.phrases, category, phraseInputs(signals.clients[index]!, category));
      excess += share * (logit - thresholds.phrases[category]!);
    }
    if (share < 1) {
      const logit = networkLogit(networks.objections, category, objectionInputs(signals, index, category));
      excess += (1 - share) * (logit - thresholds.objections);
    }
    return excess;
  });
}

/** What another model makes of the same turns: log-odds over the threshold per category, by place in `signals.clients`. */
export type ObjectionOpinion = readonly (readonly number[] | null)[];

/** Two opinions count the same: the mean of their log-odds. */
const agreed = (first: readonly number[], second: readonly number[] | null | undefined): readonly number[] =>
  second ? first.map((excess, output) => (excess + second[output]!) / 2) : first;

/** @returns findings in order of the call; several per turn where several reasons are given */
export function findObjections(
  signals: CallSignals,
  model: LanguageModel,
  opinion: ObjectionOpinion = [],
): FoundObjection[] {
  const isLone = phraseShare(signals) === 1;
  return signals.clients.flatMap((turn, index) => {
    if (turn.words === 0) return [];
    const { speaker, text } = signals.call.utterances[turn.utterance]!;
    const limit = speaker === 'unknown' && !isLone ? model.thresholds.unknownSpeaker : 0;
    const excesses = agreed(objectionExcess(signals, index, model), opinion[index]);
    return CATEGORY_OUTPUTS.flatMap((category, output) =>
      excesses[output]! >= limit
        ? [
            {
              category,
              utterance: turn.utterance,
              score: sigmoid(excesses[output]!),
              quote: quoteOf(text, turn, output),
            },
          ]
        : [],
    );
  });
}
