/** Head samples from signals that the banks gave for calls and lines they had not learned from. */

import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import { callSentimentInputs, turnSentimentInputs } from '#core/language/call/sentiment.ts';
import { stepInputs } from '#core/language/call/next-step.ts';
import type { CallSignals } from '#core/language/call/signals.ts';
import { topicInputs } from '#core/language/call/topic.ts';
import type { Head } from '#core/language/models/head.ts';
import type { Network } from '#core/language/models/network.ts';
import type { Banks, HeadName, NetworkName } from '#core/language/models/language-model.ts';
import { CATEGORY_OUTPUTS } from '#core/language/models/language-model.ts';
import { handledInputs } from '#core/language/objections/handling.ts';
import { objectionInputs, phraseInputs } from '#core/language/objections/inputs.ts';

import { toCategory } from './corpus.ts';
import type { CorpusCall, CorpusLine } from './corpus.ts';
import { trainHead } from './train-head.ts';
import type { HeadSample } from './train-head.ts';
import { trainNetwork } from './train-network.ts';

export interface SignalledCall {
  readonly gold: CorpusCall;
  readonly signals: CallSignals;
  readonly banks: Banks;
  readonly fold: number;
}

/** A client's line on its own, as a call of one turn. */
export interface SignalledLine {
  readonly gold: CorpusLine;
  readonly signals: CallSignals;
  readonly fold: number;
}

export interface Signalled {
  readonly calls: readonly SignalledCall[];
  readonly lines: readonly SignalledLine[];
}

const goldCategories = (labels: readonly string[]): Set<string> => new Set(labels.map(toCategory));

export function objectionSamples({ gold, signals }: SignalledCall): HeadSample[] {
  return signals.clients.flatMap(({ utterance }, index) => {
    const labels = goldCategories(gold.utterances[utterance]!.labels);
    return CATEGORY_OUTPUTS.map((category, output) => ({
      output,
      inputs: objectionInputs(signals, index, output),
      target: labels.has(category) ? 1 : 0,
      weight: 1,
    }));
  });
}

export function phraseSamples({ gold, signals }: SignalledLine): HeadSample[] {
  const turn = signals.clients[0];
  if (!turn) return [];
  const labels = goldCategories(gold.labels);
  return CATEGORY_OUTPUTS.map((category, output) => ({
    output,
    inputs: phraseInputs(turn, output),
    target: labels.has(category) ? 1 : 0,
    weight: 1,
  }));
}

/** One sample per class for inputs that all classes share. */
function oneOf(
  classes: readonly string[],
  name: string,
  { inputs, weight }: { inputs: number[]; weight: number },
): HeadSample[] {
  return classes.map((candidate, output) => ({ output, inputs, target: candidate === name ? 1 : 0, weight }));
}

const sentimentSamples = ({ gold, signals }: SignalledCall): HeadSample[] =>
  oneOf(SENTIMENTS, gold.sentiment, { inputs: callSentimentInputs(signals), weight: 1 });

const turnSentimentSamples = ({ gold, signals }: SignalledCall): HeadSample[] =>
  gold.utterances.flatMap(({ sentiment }, utterance) =>
    oneOf(SENTIMENTS, sentiment, { inputs: turnSentimentInputs(signals, utterance), weight: 1 }),
  );

const topicSamples = ({ gold, signals }: SignalledCall): HeadSample[] =>
  oneOf(TOPIC_IDS, gold.topic, { inputs: topicInputs(signals), weight: 1 });

const stepSamples = ({ gold, signals }: SignalledCall): HeadSample[] => [
  { output: 0, inputs: stepInputs(signals), target: gold.next_step === null ? 0 : 1, weight: 1 },
];

/** Objections of a call by category with their common state. */
export function handledGroups(call: CorpusCall): { category: string; utterances: number[]; handled: boolean }[] {
  const groups = Map.groupBy(call.objections, ({ category }) => toCategory(category));
  return [...groups].map(([category, list]) => ({
    category,
    utterances: list.map(({ utterance }) => utterance).sort((a, b) => a - b),
    handled: list.at(-1)!.handled,
  }));
}

const handledSamples = ({ gold, signals, banks }: SignalledCall): HeadSample[] =>
  handledGroups(gold).map(({ category, utterances, handled }) => ({
    output: 0,
    inputs: handledInputs(signals, { category, utterances }, banks),
    target: handled ? 1 : 0,
    weight: utterances.length,
  }));

/** @returns every head, learned from `calls` alone */
export function trainHeads(calls: readonly SignalledCall[]): Record<HeadName, Head> {
  return {
    sentiment: trainHead(calls.flatMap(sentimentSamples), { outputs: SENTIMENTS, decay: 0.03 }),
    turnSentiment: trainHead(calls.flatMap(turnSentimentSamples), { outputs: SENTIMENTS, decay: 1e-3 }),
    topic: trainHead(calls.flatMap(topicSamples), { outputs: TOPIC_IDS, decay: 0.005 }),
    step: trainHead(calls.flatMap(stepSamples), { outputs: ['step'], decay: 0.03 }),
    handled: trainHead(calls.flatMap(handledSamples), { outputs: ['handled'], decay: 0.03 }),
  };
}

/** @returns the networks that decide on objections, in calls and in single phrases */
export function trainNetworks({ calls, lines }: Signalled): Record<NetworkName, Network> {
  return {
    objections: trainNetwork(calls.flatMap(objectionSamples), {
      outputs: CATEGORY_OUTPUTS,
      units: 24,
      copies: 5,
      epochs: 20,
    }),
    phrases: trainNetwork(lines.flatMap(phraseSamples), { outputs: CATEGORY_OUTPUTS, units: 14, copies: 1, epochs: 5 }),
  };
}
