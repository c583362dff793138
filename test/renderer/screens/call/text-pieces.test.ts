import { describe, expect, it } from 'vitest';
import type { ObjectionFinding } from '#core/domain/finding.ts';
import { cutIntoPieces } from '#renderer/screens/call/text-pieces.ts';

const quoting = (quote: string): ObjectionFinding => ({
  category: 'price',
  utterance: 0,
  score: 1,
  quote,
  handled: false,
  verdict: 'ignored',
  replyUtterance: null,
});

const cut = (text: string, ...quotes: string[]) =>
  cutIntoPieces(text, quotes.map(quoting))
    .map(({ text: piece, objection }) => (objection ? `[${piece}]` : piece))
    .join('');

describe('cutIntoPieces', () => {
  it('marks quotes where they stand, in the order of the text', () => {
    expect(cut('ну это дорого и долго', 'долго', 'дорого')).toBe('ну это [дорого] и [долго]');
    expect(cut('дорого', 'дорого')).toBe('[дорого]');
  });

  it('leaves the text whole when a quote overlaps another, is empty or is not in it', () => {
    expect(cut('очень дорого', 'очень дорого', 'дорого')).toBe('[очень дорого]');
    expect(cut('дорого', '', 'долго')).toBe('дорого');
  });
});
