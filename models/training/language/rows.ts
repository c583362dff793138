/** Training rows of every bank from the corpus. */

import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import type { CallText } from '#core/domain/finding.ts';
import { opening, salted } from '#core/language/call/opening.ts';
import { blockText, cutSentences } from '#core/language/call/signals.ts';
import { extractFeatures } from '#core/language/features/features.ts';
import type { FeatureGroups } from '#core/language/features/features.ts';
import { hashText } from '#core/language/features/hash.ts';
import {
  ANY_OUTPUT,
  CATEGORY_OUTPUTS,
  CONTEXT_OUTPUTS,
  NEGATIVE_OUTPUT,
  POSITIVE_OUTPUT,
  TEXT_OUTPUTS,
} from '#core/language/models/language-model.ts';
import { EXCHANGE_OUTPUTS, exchangeAfter, exchangeFeatures } from '#core/language/objections/handling.ts';
import { cutClauses } from '#core/language/text/clauses.ts';
import { tokenise } from '#core/language/text/tokens.ts';

import { toCategory } from './corpus.ts';
import { withSlips } from './noise.ts';
import type { Corpus, CorpusCall, CorpusLine } from './corpus.ts';
import type { BankRow } from './train-bank.ts';

export const FOLDS = 5;

/** Weight of an ordinary line is 1. */
const WEIGHTS = { callTurn: 2, agentLine: 0.3, clause: 0.5, agentTurnSentiment: 0.5, misheard: 0.5 };

export const foldOfCall = (call: { readonly id: string }): number => hashText(call.id) % FOLDS;
export const foldOfLine = (line: Pick<CorpusLine, 'text' | 'pair'>): number => hashText(line.pair ?? line.text) % FOLDS;

/** A corpus call as the analysis gets it. */
export function toCallText({ direction, utterances }: CorpusCall): CallText {
  return { direction, utterances: utterances.map(({ speaker, text }) => ({ speaker, text })) };
}

const featuresOf = (text: string): FeatureGroups => extractFeatures(tokenise(text));

interface TextExample {
  readonly text: string;
  readonly labels: readonly string[];
  readonly sentiment: string | null;
  readonly fold: number;
  readonly weight: number;
  readonly sentimentWeight: number;
}

function textRow({ text, labels, sentiment, fold, weight, sentimentWeight }: TextExample): BankRow {
  const targets = new Int8Array(TEXT_OUTPUTS.length).fill(-1);
  const importance = new Float32Array(TEXT_OUTPUTS.length).fill(weight);
  const categories = new Set(labels.map(toCategory));
  CATEGORY_OUTPUTS.forEach((category, output) => {
    if (categories.has(category)) targets[output] = 1;
  });
  if (categories.size > 0) targets[ANY_OUTPUT] = 1;
  if (sentiment === SENTIMENTS[0]) targets[POSITIVE_OUTPUT] = 1;
  if (sentiment === SENTIMENTS[2]) targets[NEGATIVE_OUTPUT] = 1;
  importance[POSITIVE_OUTPUT] = importance[NEGATIVE_OUTPUT] = sentiment === null ? 0 : sentimentWeight;
  return { features: featuresOf(text), targets, importance, fold };
}

/** Clauses of a turn that does not object do not object either. */
function quietClauses(example: TextExample): TextExample[] {
  const clauses = cutClauses(example.text);
  if (clauses.length < 2) return [];
  return clauses.map(({ text }) => ({ ...example, text, sentiment: null, weight: WEIGHTS.clause }));
}

function lineExamples(line: CorpusLine): TextExample[] {
  const isAgent = line.speaker === 'agent';
  const fold = foldOfLine(line);
  const weight = isAgent ? WEIGHTS.agentLine : 1;
  const whole = { text: line.text, labels: line.labels, sentiment: line.sentiment, fold, weight, sentimentWeight: 1 };
  const span = line.span ? [{ ...whole, text: line.span, sentiment: null, weight: 1 }] : [];
  return [whole, ...span, ...(line.labels.length === 0 && !isAgent ? quietClauses(whole) : [])];
}

function callExamples(call: CorpusCall): TextExample[] {
  return call.utterances.flatMap(({ speaker, text, labels, sentiment }) => {
    const fold = foldOfCall(call);
    if (speaker === 'agent') {
      return [{ text, labels, sentiment, fold, weight: 0, sentimentWeight: WEIGHTS.agentTurnSentiment }];
    }
    const whole = { text, labels, sentiment, fold, weight: WEIGHTS.callTurn, sentimentWeight: 1 };
    return [whole, ...(labels.length === 0 ? quietClauses(whole) : [])];
  });
}

/** The same turn as a recogniser might have heard it; adds no features of its own. */
function misheard(example: TextExample): BankRow {
  const row = textRow(example);
  return {
    ...row,
    features: extractFeatures(withSlips(tokenise(example.text), example.text)),
    importance: row.importance.map((weight) => weight * WEIGHTS.misheard),
    isCopy: true,
  };
}

export function textRows({ lines, calls }: Corpus): BankRow[] {
  const examples = [...lines.flatMap(lineExamples), ...calls.flatMap(callExamples)];
  const clean = examples.map(textRow);
  const turns = examples.filter(({ weight }) => weight >= 1);
  return [...clean, ...turns.map(misheard)];
}

/** What the agent says before (`-1`) or after (`1`) a client's turn, labelled by that turn. */
export function contextRows({ calls, exchanges }: Corpus, direction: 1 | -1): BankRow[] {
  const row = (
    text: string,
    labels: readonly string[],
    { fold, isCall }: { fold: number; isCall: boolean },
  ): BankRow => {
    const categories = new Set(labels.map(toCategory));
    const targets = Int8Array.from(CONTEXT_OUTPUTS, (name) => (categories.has(name) ? 1 : -1));
    const importance = new Float32Array(CONTEXT_OUTPUTS.length).fill(1);
    if (categories.size > 0) targets[ANY_OUTPUT] = 1;
    if (!isCall) importance[ANY_OUTPUT] = 0;
    return { features: featuresOf(text), targets, importance, fold };
  };
  const fromCalls = calls.flatMap((call) =>
    call.utterances.flatMap(({ speaker, labels }, at) => {
      if (speaker === 'agent') return [];
      const text = blockText(toCallText(call), at, direction);
      return text === '' ? [] : [row(text, labels, { fold: foldOfCall(call), isCall: true })];
    }),
  );
  const fromExchanges = exchanges.map(({ category, objection, reply }) =>
    row(reply, [category], { fold: hashText(objection) % FOLDS, isCall: false }),
  );
  return direction === 1 ? [...fromCalls, ...fromExchanges] : fromCalls;
}

export function topicRows({ calls, openings }: Corpus): BankRow[] {
  const row = (
    call: Pick<CallText, 'direction' | 'utterances'>,
    topic: string,
    { fold, weight }: { fold: number; weight: number },
  ): BankRow => ({
    features: salted(call, opening(call)),
    targets: Int8Array.from(TOPIC_IDS, (id) => (id === topic ? 1 : -1)),
    importance: new Float32Array(TOPIC_IDS.length).fill(weight),
    fold,
  });
  return [
    ...openings.map((item) => row(item, item.topic, { fold: hashText(item.utterances[0]!.text) % FOLDS, weight: 1 })),
    ...calls.map((call) => row(toCallText(call), call.topic, { fold: foldOfCall(call), weight: 3 })),
  ];
}

export function stepRows({ steps, calls }: Corpus): BankRow[] {
  const row = (text: string, isStep: boolean, { fold, weight }: { fold: number; weight: number }): BankRow => ({
    features: featuresOf(text),
    targets: Int8Array.of(isStep ? 1 : -1),
    importance: Float32Array.of(weight),
    fold,
  });
  const quiet = calls
    .filter(({ next_step }) => next_step === null)
    .flatMap((call) =>
      call.utterances.flatMap(({ text }) =>
        cutSentences(text).map(({ start, end }) =>
          row(text.slice(start, end), false, { fold: foldOfCall(call), weight: 0.3 }),
        ),
      ),
    );
  return [...steps.map(({ text, step }) => row(text, step, { fold: hashText(text) % FOLDS, weight: 1 })), ...quiet];
}

export function exchangeRows({ exchanges, calls }: Corpus): BankRow[] {
  const fromExchanges = exchanges.map(({ objection, reply, reaction, verdict }) => ({
    features: exchangeFeatures({ reply, reaction: reaction ?? '' }),
    targets: Int8Array.from(EXCHANGE_OUTPUTS, (name) => (name === verdict ? 1 : -1)),
    importance: new Float32Array(EXCHANGE_OUTPUTS.length).fill(1),
    fold: hashText(objection) % FOLDS,
  }));
  const fromCalls = calls.flatMap((call) =>
    call.objections.flatMap(({ utterance, handled }) => {
      const exchange = exchangeAfter(toCallText(call), utterance);
      if (exchange.reply === '') return [];
      return [
        {
          features: exchangeFeatures(exchange),
          targets: Int8Array.of(handled ? 1 : -1, -1, -1),
          importance: Float32Array.of(1, handled ? 0.5 : 0, handled ? 0.5 : 0),
          fold: foldOfCall(call),
        },
      ];
    }),
  );
  return [...fromExchanges, ...fromCalls];
}
