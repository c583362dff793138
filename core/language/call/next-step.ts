/** The definite next action that one side promised and the other accepted, in the words of the call. */

import { headLogit } from '../models/head.ts';
import type { LanguageModel } from '../models/language-model.ts';
import { ANY_OUTPUT, NEGATIVE_OUTPUT, POSITIVE_OUTPUT } from '../models/language-model.ts';
import type { CallSignals } from './signals.ts';

/** Later promises count more: what is agreed at the end stands. */
const RECENCY = 0.8;
const LONGEST_QUOTE = 300;

const most = (values: readonly number[]): number => Math.max(-2, ...values);

/** Inputs of the head `step`. */
export function stepInputs({ call, turns, clients, topic }: CallSignals): number[] {
  const steps = turns.map(({ step }) => step);
  const late = steps.slice(-6);
  const sorted = [...steps].sort((a, b) => b - a);
  const bySide = (side: string): number[] =>
    steps.filter((_, at) => call.utterances[at]!.speaker === side && at >= turns.length - 8);
  const end = clients.slice(-2);
  const ending = (output: number): number =>
    end.length === 0 ? -0.8 : end.reduce((sum, { whole }) => sum + whole[output]!, 0) / end.length;
  return [
    most(steps),
    most(late),
    most(steps.slice(-3)),
    Math.max(-2, sorted[1] ?? -2),
    Math.max(-2, sorted[2] ?? -2),
    most(bySide('agent')),
    most(bySide('client')),
    late.reduce((sum, step) => sum + Math.max(0, step + 0.5), 0),
    ending(ANY_OUTPUT),
    ending(POSITIVE_OUTPUT),
    ending(NEGATIVE_OUTPUT),
    ...topic,
    call.direction === 'in' ? 1 : 0,
    Math.log(1 + turns.length),
  ];
}

/** A sentence of the call, at most 300 characters, and the utterance it stands in (0-based). */
export interface StepSentence {
  readonly text: string;
  readonly utterance: number;
}

/** @returns what was agreed, verbatim; null where nothing definite was */
export function findNextStep(signals: CallSignals, model: LanguageModel): StepSentence | null {
  if (signals.turns.length < 2) return null;
  if (headLogit(model.heads.step, 0, stepInputs(signals)) < model.thresholds.step) return null;
  let best = -Infinity;
  let found: StepSentence | null = null;
  signals.turns.forEach(({ step, stepSpan, words }, at) => {
    const value = step + RECENCY * (at / Math.max(1, signals.turns.length - 1));
    if (words < 2 || value <= best) return;
    best = value;
    const end = Math.min(stepSpan.end, stepSpan.start + LONGEST_QUOTE);
    found = { text: signals.call.utterances[at]!.text.slice(stepSpan.start, end), utterance: at };
  });
  return found;
}
