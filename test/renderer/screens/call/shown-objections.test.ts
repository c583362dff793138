import { describe, expect, it } from 'vitest';
import type { CorrectedObjection } from '#core/domain/correction.ts';
import type { CountedObjection } from '#core/domain/finding.ts';
import { shownObjections } from '#renderer/screens/call/shown-objections.ts';

const AUTOMATIC = { category: 'price', score: 0.7, verdict: 'argued', replyUtterance: 4 } as const;
const FOUND: CorrectedObjection = {
  utterance: 3,
  quote: 'дорого',
  automatic: AUTOMATIC,
  category: 'price',
  correction: null,
};
const BY_HAND = { id: 1, kind: 'added', changedAt: '2026-11-20T09:00:00.000Z' } as const;
const counted = (fields: Partial<CountedObjection> = {}): CountedObjection => ({
  ...AUTOMATIC,
  utterance: 3,
  quote: 'дорого',
  handled: false,
  ...fields,
});
const shown = (objections: readonly CorrectedObjection[], findings: readonly CountedObjection[]) =>
  shownObjections({ objections, lost: [] }, findings);

describe('objections on the screen', () => {
  it('are what counts until the corrections have come, and the same ones afterwards', () => {
    const before = shownObjections(undefined, [counted()]);
    expect(before).toEqual(shown([FOUND], [counted()]));
    expect(before[0]).toMatchObject({ verdict: 'argued', replyUtterance: 4 });
  });

  it('stay the same one under another category, so that what is open stays open', () => {
    const [before] = shown([FOUND], [counted()]);
    const [after] = shown([{ ...FOUND, category: 'trust' }], [counted({ category: 'trust', verdict: 'handled' })]);
    expect(after?.key).toBe(before?.key);
    expect(after?.verdict).toBe('handled');
  });

  it('have no verdict once they were marked wrong, and that of the reply when they were added', () => {
    expect(shown([{ ...FOUND, category: null }], [])[0]?.verdict).toBeNull();
    const added = { ...FOUND, automatic: null, correction: BY_HAND };
    expect(shown([added], [counted({ verdict: 'ignored' })])[0]?.verdict).toBe('ignored');
  });

  it('have no verdict where nobody knows whose words came next, and keep the place of these', () => {
    // The corrections may be of a moment ago.
    for (const corrections of [undefined, { objections: [FOUND], lost: [] }]) {
      const [objection] = shownObjections(corrections, [counted({ verdict: null })]);
      expect(objection).toMatchObject({ verdict: null, replyUtterance: 4 });
    }
  });
});
