/** One call to all its findings, with a loaded model. */

import type { CallAnalysis, CallText, ObjectionFinding, UtteranceSentiment } from '#core/domain/finding.ts';
import { describeStep } from './agreement/step.ts';
import { judgeOutcome } from './agreement/outcome.ts';
import { findNextStep } from './call/next-step.ts';
import { judgeCallSentiment, judgeTurnSentiment } from './call/sentiment.ts';
import { readSignals } from './call/signals.ts';
import type { CallSignals } from './call/signals.ts';
import { judgeTopic } from './call/topic.ts';
import type { LanguageModel } from './models/language-model.ts';
import { findObjections } from './objections/find.ts';
import type { ObjectionOpinion } from './objections/find.ts';
import { SENTIMENTS } from '#core/domain/finding.ts';
import { exchangeAfter, judgeHandling } from './objections/handling.ts';

/** What models of another profile say about a call. */
export interface SecondOpinion {
  /** By place in `CallSignals.clients`. */
  readonly objections: ObjectionOpinion;
  /** Probabilities in the order of `SENTIMENTS` by utterance; null where nobody was asked. */
  readonly tones: readonly (readonly number[] | null)[];
}

function handledObjections(signals: CallSignals, model: LanguageModel, opinion?: SecondOpinion): ObjectionFinding[] {
  const found = findObjections(signals, model, opinion?.objections);
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

/** The likeliest tone; undefined where nobody was asked. */
function toneOf(shares: readonly number[] | null | undefined): UtteranceSentiment | undefined {
  if (!shares) return undefined;
  const best = shares.indexOf(Math.max(...shares));
  return { sentiment: SENTIMENTS[best]!, score: shares[best]! };
}

/** @param call any text, also empty or in another language @returns findings; the same call gives the same findings */
export function analyseCall(call: CallText, model: LanguageModel): CallAnalysis {
  return judgeSignals(readSignals(call, model.banks), model);
}

/** @param signals of the call @param opinion of other models, which counts as much as the bundled one's */
export function judgeSignals(signals: CallSignals, model: LanguageModel, opinion?: SecondOpinion): CallAnalysis {
  const { call } = signals;
  const sentence = findNextStep(signals, model);
  const { topic, topicScore } = judgeTopic(signals, model);
  const objections = handledObjections(signals, model, opinion);
  return {
    topic,
    topicScore,
    sentiment: judgeCallSentiment(signals, model, opinion?.tones),
    nextStep: sentence?.text ?? null,
    step: sentence && describeStep(call, sentence),
    outcome: judgeOutcome(call, { topic, objections, sentence }),
    objections,
    utterances: call.utterances.map(
      (_, utterance) => toneOf(opinion?.tones[utterance]) ?? judgeTurnSentiment(signals, utterance, model),
    ),
  };
}
