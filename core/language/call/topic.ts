/** What the call is about. */

import { TOPIC_IDS } from '#core/domain/finding.ts';
import type { TopicId } from '#core/domain/finding.ts';
import { headLogits, softmax } from '../models/head.ts';
import type { LanguageModel } from '../models/language-model.ts';
import { ANY_OUTPUT, NEGATIVE_OUTPUT } from '../models/language-model.ts';
import type { CallSignals } from './signals.ts';

/** Inputs of the head `topic`. */
export function topicInputs({ call, clients, topic }: CallSignals): number[] {
  const count = Math.max(1, clients.length);
  const average = (output: number): number => clients.reduce((sum, { whole }) => sum + whole[output]!, 0) / count;
  return [
    ...topic,
    call.direction === 'in' ? 1 : 0,
    call.utterances[0]?.speaker === 'client' ? 1 : 0,
    Math.log(1 + call.utterances.length),
    average(ANY_OUTPUT),
    average(NEGATIVE_OUTPUT),
  ];
}

/** @returns the likeliest topic with its share; `other` for a call without words */
export function judgeTopic(signals: CallSignals, { heads }: LanguageModel): { topic: TopicId; topicScore: number } {
  if (signals.turns.every(({ words }) => words === 0)) return { topic: 'other', topicScore: 0 };
  const shares = softmax(headLogits(heads.topic, topicInputs(signals)));
  const best = shares.indexOf(Math.max(...shares));
  return { topic: TOPIC_IDS[best]!, topicScore: shares[best]! };
}
