import { describe, expect, it } from 'vitest';
import { rankWorthListening, type ListeningFacts } from '#core/domain/worth-listening.ts';

const ignored = { category: 'price', verdict: 'ignored', score: 0.9, utterance: 4 } as const;

const facts = (callId: string, fields: Partial<ListeningFacts> = {}): ListeningFacts => ({
  callId,
  startedAt: '2026-11-20T09:00:00.000Z',
  agentId: callId,
  topic: 'support',
  sentiment: 'neutral',
  hasNextStep: true,
  objections: [],
  ...fields,
});
const idsOf = (calls: readonly ListeningFacts[], limit = 10) =>
  rankWorthListening(calls, limit).map(({ callId }) => callId);

describe('the ranking of calls worth listening to', () => {
  it('puts an objection passed over before a dissatisfied client, and that before an argument', () => {
    const argued = facts('argued', { objections: [{ ...ignored, verdict: 'argued' }] });
    const negative = facts('negative', { sentiment: 'negative' });
    expect(idsOf([argued, negative, facts('ignored', { objections: [ignored] })])).toEqual([
      'ignored',
      'negative',
      'argued',
    ]);
  });

  it('leaves out calls without a reason, and those that only lack a next step', () => {
    const handled = facts('handled', { objections: [{ ...ignored, verdict: 'handled' }] });
    expect(idsOf([facts('calm'), handled, facts('open', { topic: 'sales', hasNextStep: false })])).toEqual([]);
  });

  it('names every reason, the weightiest first, and the place of that one', () => {
    const call = facts('1', { topic: 'sales', hasNextStep: false, sentiment: 'negative', objections: [ignored] });
    expect(rankWorthListening([call], 1)).toMatchObject([
      {
        reasons: [{ kind: 'objection', category: 'price' }, { kind: 'negative' }, { kind: 'no-next-step' }],
        utterance: 4,
      },
    ]);
  });

  it('says the same objection once, at its surer place', () => {
    const twice = facts('1', {
      sentiment: 'negative',
      objections: [
        { ...ignored, score: 0.5, utterance: 2 },
        { ...ignored, utterance: 8 },
      ],
    });
    expect(rankWorthListening([twice], 1)).toMatchObject([
      { reasons: [{ kind: 'objection' }, { kind: 'negative' }], utterance: 8 },
    ]);
  });

  it('does not let one manager fill the list while others have calls', () => {
    const ofOne = [1, 2, 3, 4, 5].map((place) =>
      facts(`busy-${place}`, { agentId: 'busy', sentiment: 'negative', objections: [ignored] }),
    );
    const other = facts('other', { objections: [ignored] });
    expect(idsOf([...ofOne, other], 4)).toEqual(['busy-1', 'busy-2', 'busy-3', 'other']);
    expect(idsOf(ofOne, 4)).toHaveLength(4);
  });

  it('counts no more than two objections of a call, and puts the newer of equals first', () => {
    const many = facts('many', { objections: Array.from({ length: 9 }, () => ({ ...ignored, score: 0.4 })) });
    const strong = facts('strong', { objections: [ignored, { ...ignored, score: 0.8 }] });
    expect(idsOf([many, strong])).toEqual(['strong', 'many']);
    const older = facts('older', { objections: [ignored], startedAt: '2026-11-19T09:00:00.000Z' });
    expect(idsOf([older, facts('newer', { objections: [ignored] })])).toEqual(['newer', 'older']);
  });
});
