/** Adds up what speaks for and against a sale. Pure: findings and texts in, a judgement with quotes out. */

import type { TurnText } from '#core/domain/finding.ts';
import type {
  Qualification,
  QualificationReason,
  ReasonKind,
  SaidBudget,
  SaidUrgency,
  Temperature,
} from '#core/domain/qualification.ts';
import { handOffNote } from './hand-off.ts';
import { findBudget } from './money.ts';
import type { QualifiedCall } from './qualified-call.ts';

/**
 * What a reason counts in a score of 0..100 that begins at 45. Our own judgement after what sales leads ask for: an
 * agreement with a date is worth most, a refusal outweighs everything else.
 */
const POINTS: Readonly<Record<ReasonKind, number>> = {
  agreed: 25,
  'dated-step': 12,
  'asks-conditions': 8,
  budget: 8,
  urgent: 10,
  'warm-tone': 5,
  'objection-handled': 4,
  postponed: -10,
  'objection-open': -8,
  'no-need': -12,
  'cold-tone': -10,
  refused: -40,
};
const START = 45;
const HOT_FROM = 75;
const WARM_FROM = 40;

const SELLING_TOPICS = new Set(['sales', 'order', 'consultation', 'partnership']);
const NO_NEED = new Set(['no_need', 'has_alternative']);

const ASKS =
  /(?:сколько (?:стоит|будет|выйдет|это)|какая цена|по цене|почем|какие (?:условия|сроки)|скидк[аиу].*\?|как (?:оплат|заказ|оформ)|когда (?:сможете|привезете|начнете|приедете)|рассрочк[аиу].*\?|есть (?:ли )?(?:гаранти|в наличии|доставк))/iu;
const URGENT =
  /срочн|горит|как можно (?:быстрее|скорее)|побыстрее|чем быстрее|поскорее|уже (?:вчера|сегодня) (?:надо|нужно)|нужно (?:сегодня|завтра|к |до |уже)|надо (?:сегодня|завтра|к |до |уже)|до конца (?:недели|месяца) (?:надо|нужно)|не терпит|времени (?:мало|в обрез)|сроки (?:поджимают|горят)/iu;

const plain = (text: string): string => text.replaceAll('ё', 'е');

function saidByClient(turns: readonly TurnText[], pattern: RegExp): SaidUrgency | null {
  const utterance = turns.findLastIndex(({ speaker, text }) => speaker !== 'agent' && pattern.test(plain(text)));
  return utterance === -1 ? null : { utterance, quote: turns[utterance]!.text };
}

interface Said {
  readonly budget: SaidBudget | null;
  readonly urgency: SaidUrgency | null;
}

function reasonsOf({ analysis, turns }: QualifiedCall, { budget, urgency }: Said): QualificationReason[] {
  const { outcome, step, objections, sentiment } = analysis;
  const reasons: QualificationReason[] = [];
  const add = (kind: ReasonKind, said: { quote: string | null; utterance: number | null } | null): void => {
    if (said) reasons.push({ kind, quote: said.quote, utterance: said.utterance });
  };
  const whole = { quote: null, utterance: null };
  if (outcome.kind === 'agreed' || outcome.kind === 'postponed' || outcome.kind === 'refused') {
    add(outcome.kind, outcome);
  }
  if (step?.when && outcome.kind === 'agreed') add('dated-step', step);
  add('asks-conditions', saidByClient(turns, ASKS));
  add('budget', budget);
  add('urgent', urgency);
  if (sentiment === 'positive') add('warm-tone', whole);
  if (sentiment === 'negative') add('cold-tone', whole);
  const open = objections.filter(({ verdict }) => verdict !== null && verdict !== 'handled');
  add('no-need', open.find(({ category }) => NO_NEED.has(category)) ?? null);
  add('objection-open', open.find(({ category }) => !NO_NEED.has(category)) ?? null);
  add('objection-handled', objections.find(({ verdict }) => verdict === 'handled') ?? null);
  return reasons.sort((a, b) => Math.abs(POINTS[b.kind]) - Math.abs(POINTS[a.kind]));
}

function temperatureOf({ analysis }: QualifiedCall, score: number): Temperature | null {
  if (!SELLING_TOPICS.has(analysis.topic) || analysis.outcome.kind === 'no_talk') return null;
  if (analysis.outcome.kind === 'refused') return 'cold';
  if (score >= HOT_FROM) return 'hot';
  return score >= WARM_FROM ? 'warm' : 'cold';
}

/** @returns the same judgement for the same call; every reason of the talk carries its quote */
export function qualify(call: QualifiedCall): Qualification {
  const said = { budget: findBudget(call.turns), urgency: saidByClient(call.turns, URGENT) };
  const reasons = reasonsOf(call, said);
  const sum = reasons.reduce((total, { kind }) => total + POINTS[kind], START);
  const score = Math.max(0, Math.min(100, sum));
  const temperature = temperatureOf(call, score);
  return { temperature, score, reasons, ...said, handOff: handOffNote(call, { temperature, ...said }) };
}
