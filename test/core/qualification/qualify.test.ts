import { describe, expect, it } from 'vitest';

import type { CountedAnalysis, TurnText } from '#core/domain/finding.ts';
import { qualify } from '#core/qualification/index.ts';
import { sumIn } from '#core/qualification/money.ts';

import { anAnalysis } from '../../builders/calls.ts';

const TURNS: readonly TurnText[] = [
  { speaker: 'agent', text: 'Окна на три комнаты выйдут в сто восемьдесят тысяч.' },
  { speaker: 'client', text: 'Мы закладывали до двухсот тысяч, так что нормально.' },
  { speaker: 'client', text: 'Только нам срочно, до конца месяца надо въехать. А рассрочка у вас есть?' },
  { speaker: 'agent', text: 'Есть. Пришлю договор завтра в десять.' },
  { speaker: 'client', text: 'Хорошо, присылайте.' },
];

const judge = (fields: Partial<CountedAnalysis>, turns: readonly TurnText[] = TURNS) =>
  qualify({
    direction: 'in',
    client: 'Пётр',
    turns,
    analysis: { ...anAnalysis({ objections: [] }), ...fields },
    categoryNames: new Map([['price', 'Высокая цена']]),
  });

const AGREED: Partial<CountedAnalysis> = {
  outcome: { kind: 'agreed', quote: 'Хорошо, присылайте.', utterance: 4 },
  nextStep: 'Пришлю договор завтра в десять.',
  step: {
    owner: 'agent',
    utterance: 3,
    quote: 'Пришлю договор завтра в десять.',
    when: { text: 'завтра в десять', date: '2026-11-19', time: '10:00' },
  },
};

const REFUSED: Partial<CountedAnalysis> = { outcome: { kind: 'refused', quote: 'не надо', utterance: 4 } };

describe('a client', () => {
  it('is hot with an agreement, a date, a budget and a hurry', () => {
    const found = judge(AGREED);
    expect(found.temperature).toBe('hot');
    expect(found.reasons[0]!.kind).toBe('agreed');
    expect(found.budget).toEqual({ utterance: 1, quote: TURNS[1]!.text, amount: 200_000 });
    expect(found.urgency?.utterance).toBe(2);
  });

  it('is cold after a refusal, whatever else was said', () => {
    expect(judge(REFUSED).temperature).toBe('cold');
  });

  it('is warm when all is put off', () => {
    const postponed = judge({ outcome: { kind: 'postponed', quote: 'наберите весной', utterance: 4 } });
    expect(postponed.temperature).toBe('warm');
  });

  it.each([
    ['a repair', { topic: 'support' }],
    ['an answering machine', { outcome: { kind: 'no_talk', quote: null, utterance: null } }],
  ] as const)('is nobody to sell to in %s', (_, fields) => {
    expect(judge(fields).temperature).toBeNull();
  });

  it('counts for less with an objection that stayed open', () => {
    const objection = { category: 'price', utterance: 1, score: 0.9, quote: 'дорого', replyUtterance: null };
    const open = judge({ objections: [{ ...objection, handled: false, verdict: 'ignored' }] });
    const handled = judge({ objections: [{ ...objection, handled: true, verdict: 'handled' }] });
    expect(open.score).toBeLessThan(handled.score);
    expect(open.reasons).toContainEqual({ kind: 'objection-open', quote: 'дорого', utterance: 1 });
  });

  it('counts for neither more nor less with an objection of which nobody knows who answered it', () => {
    const { objections } = anAnalysis();
    const unjudged = judge({ objections: objections.map((found) => ({ ...found, verdict: null })) });
    expect(unjudged.score).toBe(judge({}).score);
    expect(unjudged.reasons).toEqual(judge({}).reasons);
    expect(unjudged.handOff).toContain('Возражения: Высокая цена: «это дорого».');
  });

  it('gives only quotes that were said', () => {
    for (const { quote, utterance } of judge(AGREED).reasons) {
      if (quote !== null) expect(TURNS[utterance!]!.text).toContain(quote);
    }
  });
});

describe('the note for a colleague', () => {
  it('has five lines with what is known', () => {
    const { handOff } = judge(AGREED);
    expect(handOff).toHaveLength(5);
    expect(handOff[0]).toContain('Пётр');
    expect(handOff[1]).toContain('договорились');
    expect(handOff[3]).toContain('200');
    expect(handOff[4]).toContain('19.11.2026');
  });

  it('has five lines when nothing is known', () => {
    const { handOff } = qualify({
      direction: 'out',
      client: null,
      turns: [],
      analysis: anAnalysis({ objections: [] }),
      categoryNames: new Map(),
    });
    expect(handOff).toHaveLength(5);
    expect(handOff.join('')).not.toMatch(/null|undefined|\n/u);
  });
});

describe('a sum of money', () => {
  it.each([
    ['до двухсот тысяч', 200_000],
    ['не больше 150 тысяч', 150_000],
    ['сто двадцать пять тысяч', 125_000],
    ['полтора... нет, два миллиона триста тысяч', 2_300_000],
    ['40 000 рублей', 40_000],
    ['тысяч тридцать, потолок', 30_000],
    ['в три часа', null],
    ['', null],
  ])('in «%s» is %s', (text, amount) => {
    expect(sumIn(text)).toBe(amount);
  });
});
