import { describe, expect, it } from 'vitest';

import { INPUT_LIMITS, formatAnalysisLine, parseCalls, parseLabelledCalls } from '#core/language/index.ts';

import { aCall, bundledAnalyser } from './fixtures.ts';

const call = (utterances: unknown): string => JSON.stringify({ id: 'a', direction: 'in', utterances });

const failing = (code: string, details: object): object =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as object }) as object;

describe('reading calls', () => {
  it('reads speakers, texts and times, and skips empty lines', () => {
    const content = `\uFEFF${call([{ speaker: 'agent', start: 1.5, end: 2, text: 'Да' }, { text: 'Нет' }])}\r\n\n`;
    expect(parseCalls(content)).toEqual([
      {
        id: 'a',
        direction: 'in',
        utterances: [
          { speaker: 'agent', text: 'Да', startMs: 1500, endMs: 2000 },
          { speaker: 'unknown', text: 'Нет' },
        ],
      },
    ]);
  });

  it.each([
    ['2026-11-18T10:00:00+03:00', '2026-11-18'],
    ['2026-11-18', '2026-11-18'],
    ['вчера', undefined],
  ])('takes the day of the call from %s', (startedAt, day) => {
    const [parsed] = parseCalls(JSON.stringify({ id: 'a', startedAt, utterances: [] }));
    expect(parsed!.day).toBe(day);
  });

  it('names the line that is not JSON', () => {
    expect(() => parseCalls(`${call([])}\n{oops`)).toThrow(
      failing('input.invalid', { line: 2, reason: 'Нужен один объект JSON в каждой строке.' }),
    );
  });

  it.each([
    ['an unknown speaker', call([{ speaker: 'robot', text: 'x' }]), 'utterances.0.speaker'],
    ['a text that is no text', call([{ speaker: 'client', text: 5 }]), 'utterances.0.text'],
    ['no utterances', JSON.stringify({ id: 'a', direction: 'in' }), 'utterances'],
    ['a text beyond the cap', call([{ text: 'x'.repeat(INPUT_LIMITS.utteranceChars + 1) }]), 'utterances.0.text'],
    ['a negative time', call([{ text: 'x', start: -1 }]), 'utterances.0.start'],
  ])('names the field with %s', (_, line, field) => {
    expect(() => parseCalls(line)).toThrow(failing('input.invalid', { line: 1, field }));
  });

  it('refuses a label outside the call', () => {
    const line = JSON.stringify({
      id: 'a',
      direction: 'in',
      topic: 'sales',
      sentiment: 'neutral',
      next_step: null,
      objections: [{ category: 'price', utterance: 3, handled: true }],
      utterances: [{ speaker: 'client', text: 'дорого' }],
    });
    expect(() => parseLabelledCalls(line)).toThrow(failing('input.invalid', { line: 1, field: 'objections' }));
  });
});

describe('writing findings', () => {
  it('gives the keys of the published format', async () => {
    const analysis = (await bundledAnalyser()).analyseNow(aCall(['к: Нет, для нас это очень дорого.']));
    const line = formatAnalysisLine('a-1', analysis);
    expect(line).not.toContain('\n');
    const row = JSON.parse(line) as Record<string, unknown>;
    expect(Object.keys(row)).toEqual(
      expect.arrayContaining(['id', 'topic', 'topicScore', 'sentiment', 'nextStep', 'objections', 'utterances']),
    );
    const objections = row['objections'] as Record<string, unknown>[];
    expect(Object.keys(objections[0]!).sort()).toEqual(
      ['category', 'handled', 'quote', 'replyUtterance', 'score', 'utterance', 'verdict'].sort(),
    );
  });
});
