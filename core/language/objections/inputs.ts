/** What the objection head looks at: a turn's own margins, its neighbours, and the agent's words around it. */

import type { CallSignals, ClientSignal } from '../call/signals.ts';
import { ANY_OUTPUT, CATEGORY_OUTPUTS } from '../models/language-model.ts';

/** Margins of an ordinary turn, used where a neighbour is missing. */
const NO_CATEGORY = -1.2;
const NO_OBJECTION = -0.5;
/** The least that is said about the rest of a call. */
const NOTHING_ELSEWHERE = -1.5;

const CATEGORIES = CATEGORY_OUTPUTS.map((_, category) => category);

/** Largest margin among `categories` other than `category`. */
function rivalOf(margins: Float64Array, category: number): number {
  let top = -Infinity;
  for (const other of CATEGORIES) if (other !== category && margins[other]! > top) top = margins[other]!;
  return top;
}

function rivalOfBoth({ whole, clauses }: ClientSignal, category: number): number {
  let top = -Infinity;
  for (const other of CATEGORIES) {
    if (other !== category) top = Math.max(top, (whole[other]! + clauses.scores[other]!) / 2);
  }
  return top;
}

/** Inputs for a text without a call around it. */
export function phraseInputs(turn: ClientSignal, category: number): number[] {
  const own = turn.whole[category]!;
  return [
    own,
    turn.clauses.scores[category]!,
    turn.whole[ANY_OUTPUT]!,
    turn.clauses.scores[ANY_OUTPUT]!,
    rivalOfBoth(turn, category),
    rivalOf(turn.whole, category),
    Math.max(0, own),
    Math.max(0, own + 0.5),
    own * turn.whole[ANY_OUTPUT]!,
    Math.log(1 + turn.words),
  ];
}

/** @param index of the turn in `signals.clients` @param category index in `CATEGORY_OUTPUTS` */
export function objectionInputs(signals: CallSignals, index: number, category: number): number[] {
  const turn = signals.clients[index]!;
  const earlier = signals.clients[index - 1];
  const later = signals.clients[index + 1];
  const position = turn.utterance / Math.max(1, signals.call.utterances.length - 1);
  const { first, second } = signals.peaks;
  const isPeak = turn.whole[category] === first[category];
  const elsewhere = Math.max(NOTHING_ELSEWHERE, isPeak ? second[category]! : first[category]!);
  const { before, after } = turn;
  return [
    ...phraseInputs(turn, category),
    earlier ? earlier.whole[category]! : NO_CATEGORY,
    earlier ? earlier.whole[ANY_OUTPUT]! : NO_OBJECTION,
    later ? later.whole[category]! : NO_CATEGORY,
    later ? later.whole[ANY_OUTPUT]! : NO_OBJECTION,
    elsewhere,
    before ? before[category]! : -1,
    before ? before[ANY_OUTPUT]! : NO_OBJECTION,
    before ? rivalOf(before, category) : -1,
    after ? after[category]! : -1,
    after ? after[ANY_OUTPUT]! : NO_OBJECTION,
    after ? rivalOf(after, category) : -1,
    after ? turn.whole[category]! * after[category]! : 0,
    position,
    position * position,
    signals.call.direction === 'in' ? 1 : 0,
    earlier ? 0 : 1,
    later ? 0 : 1,
  ];
}
