/** Each kind of check on one call. A check that the call gives no ground for is not applicable, never a guess. */

import type { CountedObjection } from '#core/domain/finding.ts';
import type { Check, CriterionValue, Evidence, PhrasePlace, TalkFigure } from '#core/domain/scorecard.ts';
import type { TalkMetrics } from '#core/domain/talk.ts';
import { quote } from './call.ts';
import type { HeardCall, ScorableCall } from './call.ts';
import { findNextStep } from './next-step.ts';
import { phraseFinder } from './phrases.ts';

export interface Judgement {
  readonly value: CriterionValue;
  readonly evidence: Evidence | null;
}

export const NOT_APPLICABLE: Judgement = { value: 'not-applicable', evidence: null };

const without = (value: CriterionValue): Judgement => ({ value, evidence: null });

/** Judges any number of calls by one criterion. */
export type Judge = (call: HeardCall) => Judgement;

/** What can be done once is done here and not for each call. */
export function judgeOf(check: Check): Judge {
  switch (check.kind) {
    case 'phrases':
      return judgePhrases(check);
    case 'questions':
      return (call) => judgeQuestions(check.atLeast, call);
    case 'objections-handled':
      return judgeHandling;
    case 'no-argument':
      return judgeArgument;
    case 'next-step':
      return judgeNextStep;
    case 'talk':
      return (call) => judgeTalk(check, call);
    case 'manual':
      return () => NOT_APPLICABLE;
  }
}

/** Whether it is known which words are the manager's. */
const isApart = ({ talk }: ScorableCall): boolean => talk.agent !== null;

function judgePhrases({ place, phrases }: Extract<Check, { kind: 'phrases' }>): Judge {
  const findSaid = saidFinder(place, phrases);
  return (call) => {
    if (!isApart(call)) return NOT_APPLICABLE;
    const evidence = findSaid(call);
    return { value: evidence ? 'met' : 'missed', evidence };
  };
}

const EDGE_UTTERANCES = 3;

/** Finds the first utterance of the manager, at that place of a call, with one of the phrases. */
export function saidFinder(place: PhrasePlace, phrases: readonly string[]): (call: HeardCall) => Evidence | null {
  const find = phraseFinder(phrases);
  return (call) => {
    const own = call.utterances.flatMap(({ speaker }, index) => (speaker === 'agent' ? [index] : []));
    const looked = { opening: own.slice(0, EDGE_UTTERANCES), call: own, closing: own.slice(-EDGE_UTTERANCES) }[place];
    for (const index of looked) {
      const start = find(call.wordsOf(index));
      if (start !== null) return quote(call, index, start);
    }
    return null;
  };
}

/** Where raw text gives a lower bound only, too few found questions cannot be held against the manager. */
function judgeQuestions(atLeast: number, { talk }: ScorableCall): Judgement {
  const { agentQuestions, areQuestionsLowerBound } = talk;
  if (agentQuestions === null) return NOT_APPLICABLE;
  if (agentQuestions >= atLeast) return without('met');
  if (agentQuestions * 2 >= atLeast) return without('partly');
  return without(areQuestionsLowerBound && agentQuestions > 0 ? 'partly' : 'missed');
}

/** Whether it is known who replied. */
const isJudged = ({ verdict }: CountedObjection): boolean => verdict !== null;

function judgeHandling(call: ScorableCall): Judgement {
  const objections = call.objections.filter(isJudged);
  if (objections.length === 0) return NOT_APPLICABLE;
  const unanswered = objections.find(({ verdict }) => verdict !== 'handled');
  if (!unanswered) {
    const [first] = objections;
    return { value: 'met', evidence: first ? quote(call, first.replyUtterance ?? first.utterance) : null };
  }
  const isPartly = objections.some(({ verdict }) => verdict !== 'ignored');
  return {
    value: isPartly ? 'partly' : 'missed',
    evidence: { utterance: unanswered.utterance, quote: unanswered.quote },
  };
}

function judgeArgument(call: ScorableCall): Judgement {
  const objections = call.objections.filter(isJudged);
  if (objections.length === 0) return NOT_APPLICABLE;
  const argued = objections.find(({ verdict }) => verdict === 'argued');
  return argued
    ? { value: 'missed', evidence: quote(call, argued.replyUtterance ?? argued.utterance) }
    : without('met');
}

const judgeNextStep: Judge = (call) =>
  call.nextStep === null ? without('missed') : { value: 'met', evidence: findNextStep(call, call.nextStep) };

function judgeTalk({ figure, atMost, partlyAtMost }: Extract<Check, { kind: 'talk' }>, call: ScorableCall): Judgement {
  const value = FIGURES[figure](call.talk);
  if (value === null) return NOT_APPLICABLE;
  const startMs = figure === 'longestMonologueMs' ? call.talk.agent?.longestMonologueStartMs : undefined;
  const place = call.utterances.findIndex((said) => said.speaker === 'agent' && said.startMs === startMs);
  const evidence = place >= 0 ? quote(call, place) : null;
  return { value: value <= atMost ? 'met' : value <= partlyAtMost ? 'partly' : 'missed', evidence };
}

const FIGURES: Readonly<Record<TalkFigure, (talk: TalkMetrics) => number | null>> = {
  agentShare: (talk) => talk.agentShare,
  agentInterruptions: ({ agent }) => agent && agent.interruptions,
  longestMonologueMs: ({ agent }) => agent && agent.longestMonologueMs,
  silenceShare: (talk) => talk.silenceShare,
  patienceMs: (talk) => talk.patienceMs,
};
