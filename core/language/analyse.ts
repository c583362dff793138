/** One call to all its findings, with a loaded model. */

import type { CallAnalysis, CallText, ObjectionFinding } from '#core/domain/finding.ts';
import { describeStep } from './agreement/step.ts';
import { judgeOutcome } from './agreement/outcome.ts';
import { findNextStep } from './call/next-step.ts';
import { judgeCallSentiment, judgeTurnSentiment } from './call/sentiment.ts';
import { readSignals } from './call/signals.ts';
import type { CallSignals } from './call/signals.ts';
import { judgeTopic } from './call/topic.ts';
import type { LanguageModel } from './models/language-model.ts';
import { findObjections } from './objections/find.ts';
import { exchangeAfter, judgeHandling } from './objections/handling.ts';

function handledObjections(signals: CallSignals, model: LanguageModel): ObjectionFinding[] {
  const found = findObjections(signals, model);
  const byCategory = Map.groupBy(found, ({ category }) => category);
  const judged = new Map(
    [...byCategory].map(([category, objections]) => {
      const utterances = objections.map(({ utterance }) => utterance);
      return [category, judgeHandling(signals, { category, utterances }, model)];
    }),
  );
  return found.map((objection) => ({
    ...objection,
    ...judged.get(objection.category)!,
    replyUtterance: exchangeAfter(signals.call, objection.utterance).replyUtterance,
  }));
}

/** @param call any text, also empty or in another language @returns findings; the same call gives the same findings */
export function analyseCall(call: CallText, model: LanguageModel): CallAnalysis {
  const signals = readSignals(call, model.banks);
  const sentence = findNextStep(signals, model);
  const { topic, topicScore } = judgeTopic(signals, model);
  const objections = handledObjections(signals, model);
  return {
    topic,
    topicScore,
    sentiment: judgeCallSentiment(signals, model),
    nextStep: sentence?.text ?? null,
    step: sentence && describeStep(call, sentence),
    outcome: judgeOutcome(call, { topic, objections, sentence }),
    objections,
    utterances: call.utterances.map((_, utterance) => judgeTurnSentiment(signals, utterance, model)),
  };
}
