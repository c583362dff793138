import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { packModel } from '#core/language/models/container.ts';
import { readCorpus } from '#models/training/language/corpus.ts';
import type { Corpus } from '#models/training/language/corpus.ts';
import { trainLanguageModel } from '#models/training/language/train.ts';

function aSmallCorpus(): Corpus {
  const corpus = readCorpus(join(import.meta.dirname, '../../../models/training/corpus'));
  const some = <Row>(rows: readonly Row[], count: number): Row[] =>
    rows.filter((_, at) => at % Math.floor(rows.length / count) === 0);
  return {
    lines: some(corpus.lines, 50),
    calls: some(corpus.calls, 8),
    openings: some(corpus.openings, 12),
    exchanges: some(corpus.exchanges, 12),
    steps: some(corpus.steps, 12),
  };
}

describe('training', () => {
  it('gives the same bytes for the same corpus', () => {
    const corpus = aSmallCorpus();
    const [first, second] = [trainLanguageModel(corpus), trainLanguageModel(corpus)].map(({ model }) =>
      packModel(model),
    );
    expect(first!.length).toBeGreaterThan(1000);
    expect(Buffer.compare(first!, second!)).toBe(0);
  });
});
