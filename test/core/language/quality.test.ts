import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { aCall, bundledAnalyser } from './fixtures.ts';

interface Phrase {
  readonly text: string;
  readonly category: string | null;
}

const PHRASES = join(import.meta.dirname, '../../fixtures/language/phrases.jsonl');

it('tells plain phrases it has never seen apart', async () => {
  const phrases = readFileSync(PHRASES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Phrase);
  const analyser = await bundledAnalyser();
  const judged = phrases.map(({ text, category }) => ({
    category,
    found: analyser.analyseNow(aCall([`к: ${text}`])).objections.map((objection) => objection.category),
  }));
  const objecting = judged.filter(({ category }) => category !== null);
  const recognised = objecting.filter(({ category, found }) => found.includes(category!));
  const quiet = judged.filter(({ category }) => category === null);
  const falseAlarms = quiet.filter(({ found }) => found.length > 0);
  expect(recognised.length / objecting.length).toBeGreaterThanOrEqual(0.75);
  expect(falseAlarms.length / quiet.length).toBeLessThanOrEqual(0.15);
});
