import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Outcome } from '#core/domain/finding.ts';

import { aCall, bundledAnalyser } from '../fixtures.ts';

interface LabelledOutcome {
  readonly outcome: Outcome;
  readonly lines: readonly string[];
}

const CALLS = readFileSync(join(import.meta.dirname, '../../../fixtures/language/outcomes.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabelledOutcome);

describe('the outcome of a call', () => {
  it('is told right for nine of ten hand-made calls', async () => {
    const analyser = await bundledAnalyser();
    const judged = CALLS.map(({ outcome, lines }) => ({ outcome, found: analyser.analyseNow(aCall(lines)).outcome }));
    const right = judged.filter(({ outcome, found }) => found.kind === outcome);
    expect(right.length / judged.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is quoted from the call', async () => {
    const analyser = await bundledAnalyser();
    for (const { lines } of CALLS) {
      const { outcome } = analyser.analyseNow(aCall(lines));
      if (outcome.quote === null) expect(outcome.utterance).toBeNull();
      else expect(lines[outcome.utterance!]).toContain(outcome.quote);
    }
  });

  it.each([[[]], [['м: Алло?', 'м: Алло!']], [['к: 🙂']]])(
    'is "no conversation" where nobody answers: %j',
    async (lines) => {
      const { outcome } = (await bundledAnalyser()).analyseNow(aCall(lines));
      expect(outcome.kind).toBe('no_talk');
    },
  );

  it('comes with the owner and the day of the next step', async () => {
    const call = aCall([
      'м: Добрый день, звоню по вашей заявке на окна.',
      'к: Да, слушаю вас.',
      'м: Замерщик может подъехать в четверг с десяти до двенадцати.',
      'к: В четверг хорошо, пусть приезжает.',
      'м: Договорились, замерщик приедет к вам в четверг в десять.',
      'к: Спасибо, жду.',
    ]);
    const analysis = (await bundledAnalyser()).analyseNow({ ...call, day: '2026-11-18' });
    expect(analysis.outcome.kind).toBe('agreed');
    expect(analysis.step?.when).toMatchObject({ date: '2026-11-19', time: '10:00' });
    expect(call.utterances[analysis.step!.utterance]!.text).toContain(analysis.step!.quote);
    expect(analysis.nextStep).toBe(analysis.step!.quote);
  });
});
