/** The tone of each turn, and the client's attitude over the call. */

import { SENTIMENTS } from '#core/domain/finding.ts';
import type { Sentiment, UtteranceSentiment } from '#core/domain/finding.ts';
import { headLogits, softmax } from '../models/head.ts';
import type { LanguageModel } from '../models/language-model.ts';
import { ANY_OUTPUT, NEGATIVE_OUTPUT, POSITIVE_OUTPUT } from '../models/language-model.ts';
import type { CallSignals } from './signals.ts';

/** Inputs of the head `turnSentiment`. */
export function turnSentimentInputs(signals: CallSignals, utterance: number): number[] {
  const { text, words } = signals.turns[utterance]!;
  const isAgent = signals.call.utterances[utterance]!.speaker === 'agent';
  return [
    text[POSITIVE_OUTPUT]!,
    text[NEGATIVE_OUTPUT]!,
    text[ANY_OUTPUT]!,
    isAgent ? 1 : 0,
    isAgent ? text[POSITIVE_OUTPUT]! : 0,
    isAgent ? text[NEGATIVE_OUTPUT]! : 0,
    Math.log(1 + words),
  ];
}

/** Inputs of the head `sentiment`: averages, extremes and the end of the client's words. */
export function callSentimentInputs({ call, clients, topic, turns }: CallSignals): number[] {
  const spoken = clients.filter(({ words }) => words > 0);
  const over = (list: typeof spoken, output: number): number =>
    list.length === 0 ? -0.8 : list.reduce((sum, { whole }) => sum + whole[output]!, 0) / list.length;
  const top = (output: number): number => Math.max(-1.5, ...spoken.map(({ whole }) => whole[output]!));
  const weighted = (output: number): number => {
    let sum = 0;
    let weights = 0;
    spoken.forEach(({ whole }, at) => {
      sum += whole[output]! * (at + 1);
      weights += at + 1;
    });
    return weights === 0 ? -0.8 : sum / weights;
  };
  const end = spoken.slice(-3);
  return [
    ...[POSITIVE_OUTPUT, NEGATIVE_OUTPUT].flatMap((output) => [
      over(spoken, output),
      top(output),
      weighted(output),
      over(end, output),
      over(spoken.slice(-1), output),
      over(spoken.slice(0, 2), output),
      Math.max(-1.5, ...end.map(({ whole }) => whole[output]!)),
    ]),
    over(spoken, ANY_OUTPUT),
    over(end, ANY_OUTPUT),
    ...topic,
    call.direction === 'in' ? 1 : 0,
    Math.log(1 + spoken.length),
    Math.max(-2, ...turns.slice(-6).map(({ step }) => step)),
  ];
}

/** Mean of another model's probabilities over the client's turns; the end weighs more. Null where it was not asked. */
function weightedTone({ clients }: CallSignals, tones: Tones): number[] | null {
  const sums = SENTIMENTS.map(() => 0);
  let weights = 0;
  clients.forEach(({ utterance }, at) => {
    const shares = tones[utterance];
    if (!shares) return;
    weights += at + 1;
    shares.forEach((share, place) => (sums[place]! += share * (at + 1)));
  });
  return weights === 0 ? null : sums.map((sum) => sum / weights);
}

type Tones = readonly (readonly number[] | null)[];

/**
 * @param tones what another model says per utterance (order of `SENTIMENTS`); it counts as much as the bundled one
 * @returns the client's attitude; neutral where the client said nothing
 */
export function judgeCallSentiment(signals: CallSignals, { heads }: LanguageModel, tones: Tones = []): Sentiment {
  if (signals.clients.every(({ words }) => words === 0)) return 'neutral';
  const shares = softmax(headLogits(heads.sentiment, callSentimentInputs(signals)));
  const other = weightedTone(signals, tones);
  const both = shares.map((share, place) => share + (other?.[place] ?? 0));
  return SENTIMENTS[both.indexOf(Math.max(...both))]!;
}

/** @returns the tone of one turn; a turn without words is neutral with score 1 */
export function judgeTurnSentiment(
  signals: CallSignals,
  utterance: number,
  { heads }: LanguageModel,
): UtteranceSentiment {
  if (signals.turns[utterance]!.words === 0) return { sentiment: 'neutral', score: 1 };
  const shares = softmax(headLogits(heads.turnSentiment, turnSentimentInputs(signals, utterance)));
  const best = shares.indexOf(Math.max(...shares));
  return { sentiment: SENTIMENTS[best]!, score: shares[best]! };
}
