/** First look at a call: what each turn says by itself and what stands around it. Heads decide on top of this. */

import type { CallText } from '#core/domain/finding.ts';
import { extractFeatures } from '../features/features.ts';
import type { FeatureGroups } from '../features/features.ts';
import { scoreBank } from '../models/bank.ts';
import type { Banks } from '../models/language-model.ts';
import { cutClauses } from '../text/clauses.ts';
import type { Clause } from '../text/clauses.ts';
import { tokenise } from '../text/tokens.ts';
import { opening, salted } from './opening.ts';

/** Scores of the best clause by output, and which clause it was. */
export interface ClauseSignal {
  readonly scores: Float64Array;
  /** Index into `spans` by output. */
  readonly places: Int32Array;
  /** Offsets of the clauses in the text. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** A turn that may be the client's. */
export interface ClientSignal {
  /** 0-based index in the call. */
  readonly utterance: number;
  readonly words: number;
  /** Margins of the bank `text` for the whole turn. */
  readonly whole: Float64Array;
  readonly clauses: ClauseSignal;
  /** Margins of what the other side said before and after, null where nothing was said. */
  readonly before: Float64Array | null;
  readonly after: Float64Array | null;
}

export interface TurnSignal {
  readonly words: number;
  /** Margin of "this is a definite next step"; the best clause. */
  readonly step: number;
  readonly stepSpan: { readonly start: number; readonly end: number };
  /** Margins of the bank `text`, for agents too: their tone counts. */
  readonly text: Float64Array;
}

export interface CallSignals {
  readonly call: CallText;
  readonly turns: readonly TurnSignal[];
  readonly clients: readonly ClientSignal[];
  /** Largest and second largest margin of the client's turns per output, so that no turn needs to look at all others. */
  readonly peaks: { readonly first: Float64Array; readonly second: Float64Array };
  readonly topic: Float64Array;
}

/** Turns of fewer words are one thought. */
const CUT_FROM = 8;

/** What the other side says right before (-1) or after (1) a turn; its turns in a row are one reply. */
export function blockText(call: CallText, from: number, direction: 1 | -1): string {
  const parts: string[] = [];
  const turns = call.utterances;
  for (let at = from + direction; at >= 0 && at < turns.length; at += direction) {
    const turn = turns[at]!;
    if (turn.speaker === 'client') break;
    parts.push(turn.text);
    if (turn.speaker === 'unknown' || parts.length >= 4) break;
  }
  return (direction === 1 ? parts : parts.reverse()).join(' ');
}

function clauseSignal(clauses: readonly Clause[], whole: Float64Array, banks: Banks): ClauseSignal {
  const spans = clauses.map(({ start, end }) => ({ start, end }));
  const scores = Float64Array.from(whole);
  const places = new Int32Array(whole.length);
  if (clauses.length < 2) return { scores, places, spans };
  const best = new Float64Array(whole.length).fill(-Infinity);
  clauses.forEach((clause, place) => {
    const margins = scoreBank(banks.text, extractFeatures(clause.tokens));
    for (let output = 0; output < margins.length; output++) {
      if (margins[output]! <= best[output]!) continue;
      best[output] = margins[output]!;
      places[output] = place;
      scores[output] = Math.max(whole[output]!, margins[output]!);
    }
  });
  return { scores, places, spans };
}

function stepSignal(text: string, whole: FeatureGroups, banks: Banks): Pick<TurnSignal, 'step' | 'stepSpan'> {
  let step = -Infinity;
  let stepSpan = { start: 0, end: text.length };
  const sentences = cutSentences(text);
  for (const sentence of sentences) {
    const isWhole = sentences.length === 1;
    const features = isWhole ? whole : extractFeatures(tokenise(text.slice(sentence.start, sentence.end)));
    const margin = scoreBank(banks.step, features)[0]!;
    if (margin > step) [step, stepSpan] = [margin, sentence];
  }
  return { step: step === -Infinity ? -2 : step, stepSpan };
}

/** Sentences by final punctuation; a text without it is one sentence. */
export function cutSentences(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/[^.!?…]+[.!?…]*/gu)]
    .filter((match) => /\p{L}/u.test(match[0]))
    .map((match) => {
      const lead = match[0].length - match[0].trimStart().length;
      return { start: match.index + lead, end: match.index + lead + match[0].trim().length };
    });
}

function findPeaks(clients: readonly ClientSignal[], outputs: number): CallSignals['peaks'] {
  const first = new Float64Array(outputs).fill(-Infinity);
  const second = new Float64Array(outputs).fill(-Infinity);
  for (const { whole } of clients) {
    for (let output = 0; output < outputs; output++) {
      const margin = whole[output]!;
      if (margin > first[output]!) {
        second[output] = first[output]!;
        first[output] = margin;
      } else if (margin > second[output]!) second[output] = margin;
    }
  }
  return { first, second };
}

/** Reads every turn once. @param call any text, also empty @param banks learned weights */
export function readSignals(call: CallText, banks: Banks): CallSignals {
  const blocks = new Map<string, FeatureGroups>();
  const turnTokens = call.utterances.map(({ text }) => tokenise(text));
  const turns = call.utterances.map(({ text }, at): TurnSignal => {
    const tokens = turnTokens[at]!;
    const features = extractFeatures(tokens);
    blocks.set(text, features);
    return { words: tokens.length, text: scoreBank(banks.text, features), ...stepSignal(text, features, banks) };
  });
  const blockScores = (text: string, bank: 'before' | 'after'): Float64Array | null => {
    if (text === '') return null;
    let features = blocks.get(text);
    if (!features) blocks.set(text, (features = extractFeatures(tokenise(text))));
    return scoreBank(banks[bank], features);
  };
  const clients: ClientSignal[] = [];
  call.utterances.forEach(({ speaker, text }, utterance) => {
    const turn = turns[utterance]!;
    if (speaker === 'agent') return;
    clients.push({
      utterance,
      words: turn.words,
      whole: turn.text,
      clauses: clauseSignal(turn.words < CUT_FROM ? [] : cutClauses(text, turnTokens[utterance]), turn.text, banks),
      before: blockScores(blockText(call, utterance, -1), 'before'),
      after: blockScores(blockText(call, utterance, 1), 'after'),
    });
  });
  const topic = scoreBank(banks.topic, salted(call, opening(call)));
  return { call, turns, clients, peaks: findPeaks(clients, banks.text.outputs.length), topic };
}
