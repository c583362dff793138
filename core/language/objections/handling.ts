/** How the agent dealt with an objection: what was replied, what the client then said, and how the call went on. */

import type { CallText, Verdict } from '#core/domain/finding.ts';
import { salted } from '../call/opening.ts';
import type { CallSignals } from '../call/signals.ts';
import { scoreBank } from '../models/bank.ts';
import { headLogit } from '../models/head.ts';
import type { Banks, LanguageModel } from '../models/language-model.ts';
import { ANY_OUTPUT, CATEGORY_OUTPUTS, NEGATIVE_OUTPUT, POSITIVE_OUTPUT } from '../models/language-model.ts';

/** The reply of the agent, the client's reaction to it; null where the call ended or the client spoke on. */
export interface Exchange {
  readonly replyUtterance: number | null;
  readonly reply: string;
  readonly reaction: string;
}

/** Order of the outputs of the bank `exchange`. */
export const EXCHANGE_OUTPUTS = ['handled', 'argued', 'ignored'] as const;

/** Finds reply and reaction after the turn `utterance`. With unknown speakers the next two turns are taken. */
export function exchangeAfter(call: CallText, utterance: number): Exchange {
  const turns = call.utterances;
  let replyUtterance: number | null = null;
  let reply = '';
  let reaction = '';
  for (let at = utterance + 1; at < turns.length; at++) {
    const turn = turns[at]!;
    if (turn.speaker !== 'client' && reaction === '' && (turn.speaker === 'agent' || reply === '')) {
      replyUtterance ??= at;
      reply = `${reply} ${turn.text}`.trim();
    } else if (reply !== '') {
      if (turn.speaker === 'agent') break;
      reaction = `${reaction} ${turn.text}`.trim();
    }
  }
  return { replyUtterance, reply, reaction };
}

/** Margins of handled, argued, ignored for one exchange. */
export function exchangeMargins(exchange: Pick<Exchange, 'reply' | 'reaction'>, banks: Banks): Float64Array {
  return scoreBank(banks.exchange, exchangeFeatures(exchange));
}

/** Features of an exchange: words of the reply and of the reaction kept apart. */
export function exchangeFeatures({ reply, reaction }: Pick<Exchange, 'reply' | 'reaction'>): ReturnType<typeof salted> {
  const parts = [
    { role: 'reply', text: reply },
    { role: 'reaction', text: reaction === '' ? 'конец' : reaction },
  ];
  const features = salted({ direction: 'out' }, parts);
  const reactionChars = salted({ direction: 'out' }, [{ role: 'both', text: reaction }]).chars;
  return { words: features.words, chars: reactionChars };
}

const mean = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((sum, value) => sum + value, 0) / values.length;

const most = (values: readonly number[], empty: number): number => (values.length === 0 ? empty : Math.max(...values));

/** Inputs of the head `handled` for one category of one call, objected at `utterances` (not empty, in order). */
export function handledInputs(
  signals: CallSignals,
  { category, utterances }: { category: string; utterances: readonly number[] },
  banks: Banks,
): number[] {
  const place = CATEGORY_OUTPUTS.findIndex((name) => name === category);
  const last = utterances.at(-1)!;
  const exchange = exchangeAfter(signals.call, last);
  const margins = exchangeMargins(exchange, banks);
  const first = utterances.length > 1 ? exchangeMargins(exchangeAfter(signals.call, utterances[0]!), banks) : margins;
  const laterClients = signals.clients.filter(({ utterance }) => utterance > last);
  const laterTurns = signals.turns.slice(last + 1);
  const reaction = laterClients[0];
  const end = laterClients.slice(-2);
  const total = signals.call.utterances.length;
  return [
    ...margins,
    first[0]!,
    reaction ? reaction.whole[ANY_OUTPUT]! : -1,
    reaction ? reaction.whole[Math.max(0, place)]! : -1.5,
    reaction ? reaction.whole[POSITIVE_OUTPUT]! : -1,
    reaction ? reaction.whole[NEGATIVE_OUTPUT]! : -1,
    mean(
      laterClients.map(({ whole }) => whole[ANY_OUTPUT]!),
      -0.5,
    ),
    most(
      laterClients.map(({ whole }) => whole[Math.max(0, place)]!),
      -1.2,
    ),
    mean(
      end.map(({ whole }) => whole[NEGATIVE_OUTPUT]!),
      -0.8,
    ),
    mean(
      end.map(({ whole }) => whole[POSITIVE_OUTPUT]!),
      -0.8,
    ),
    mean(
      end.map(({ whole }) => whole[ANY_OUTPUT]!),
      -0.5,
    ),
    most(
      laterTurns.map(({ step }) => step),
      -1.5,
    ),
    Math.log(1 + laterClients.length),
    last / Math.max(1, total - 1),
    utterances.length,
    Math.log(1 + exchange.reply.split(' ').length),
    Math.log(1 + exchange.reaction.split(' ').length),
    exchange.reaction === '' ? 1 : 0,
    signals.call.direction === 'in' ? 1 : 0,
    ...CATEGORY_OUTPUTS.map((name) => (name === category ? 1 : 0)),
  ];
}

/** @returns the state of a category at the end of the call; all its objections share it */
export function judgeHandling(
  signals: CallSignals,
  objection: { category: string; utterances: readonly number[] },
  model: LanguageModel,
): { handled: boolean; verdict: Verdict } {
  const last = objection.utterances.at(-1)!;
  const exchange = exchangeAfter(signals.call, last);
  if (exchange.reply === '') return { handled: false, verdict: 'ignored' };
  const logit = headLogit(model.heads.handled, 0, handledInputs(signals, objection, model.banks));
  if (logit >= model.thresholds.handled) return { handled: true, verdict: 'handled' };
  const margins = exchangeMargins(exchange, model.banks);
  return { handled: false, verdict: margins[1]! >= margins[2]! ? 'argued' : 'ignored' };
}
