import { describe, expect, it } from 'vitest';
import type { CountedObjection } from '#core/domain/finding.ts';
import { buildReport } from '#core/reports/index.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

function anObjection(fields: Partial<CountedObjection> = {}): CountedObjection {
  return {
    category: 'price',
    utterance: 0,
    score: 0.9,
    quote: 'дорого',
    handled: false,
    verdict: 'ignored',
    replyUtterance: null,
    ...fields,
  };
}

const said = (text: string, startMs: number) =>
  ({ speaker: 'client', startMs, endMs: startMs + 900, text, confidence: 0.9, words: [] }) as const;

describe('buildReport', () => {
  it('counts calls by direction, talk time, objections and how many were handled', () => {
    const { totals } = buildReport(
      aReportInput({
        calls: [
          aReportCall({
            id: 'a',
            direction: 'in',
            durationMs: 60_000,
            objections: [anObjection({ handled: true }), anObjection()],
          }),
          aReportCall({ id: 'b', direction: 'out', durationMs: 30_000 }),
          aReportCall({
            id: 'c',
            direction: 'out',
            durationMs: 0,
            topic: null,
            sentiment: null,
            problem: 'Записи нет',
          }),
        ],
      }),
    );
    expect(totals).toEqual({
      calls: 3,
      incoming: 1,
      outgoing: 2,
      analysed: 2,
      talkMs: 90_000,
      callsWithObjections: 1,
      objections: 2,
      judged: 2,
      handled: 1,
    });
  });

  it('counts the handled of objections of which it is known who replied', () => {
    const objections = [anObjection({ verdict: 'handled', handled: true }), anObjection({ verdict: null })];
    const report = buildReport(aReportInput({ calls: [aReportCall({ objections })] }));
    const counts = { objections: 2, judged: 1, handled: 1 };
    expect(report.totals).toMatchObject(counts);
    expect(report.managers).toMatchObject([counts]);
    expect(report.weeks.find(({ objections: count }) => count > 0)).toMatchObject(counts);
    expect(report.objections.find(({ category }) => category === 'price')).toMatchObject(counts);
  });

  it('counts topics and sentiments of analysed calls only', () => {
    const report = buildReport(
      aReportInput({
        calls: [
          aReportCall({ topic: 'complaint', sentiment: 'negative' }),
          aReportCall({ topic: 'complaint', sentiment: 'neutral' }),
          aReportCall({ topic: null, sentiment: null }),
        ],
      }),
    );
    expect(report.topics).toMatchObject({ complaint: 2, sales: 0, other: 0 });
    expect(report.sentiments).toEqual({ positive: 0, neutral: 1, negative: 1 });
  });

  it('sums up every manager, the busiest first, and calls of nobody under a name of their own', () => {
    const { managers } = buildReport(
      aReportInput({
        calls: [
          aReportCall({ agent: null }),
          aReportCall({ agent: 'Игорь', sentiment: 'negative', objections: [anObjection({ handled: true })] }),
          aReportCall({ agent: 'Игорь', sentiment: 'positive' }),
        ],
      }),
    );
    expect(
      managers.map(({ agent, calls, handled, negative, positive }) => ({ agent, calls, handled, negative, positive })),
    ).toEqual([
      { agent: 'Игорь', calls: 2, handled: 1, negative: 1, positive: 1 },
      { agent: 'Не указан', calls: 1, handled: 0, negative: 0, positive: 0 },
    ]);
  });

  it('lists categories by frequency, the unheard ones too, and unknown objections where there are any', () => {
    const { objections } = buildReport(
      aReportInput({
        calls: [
          aReportCall({
            id: 'a',
            objections: [anObjection({ category: 'terms' }), anObjection({ category: 'terms', quote: 'долго' })],
          }),
          aReportCall({ id: 'b', objections: [anObjection({ category: 'unknown' })] }),
        ],
      }),
    );
    expect(
      objections.slice(0, 2).map(({ category, objections: count, calls }) => ({ category, count, calls })),
    ).toEqual([
      { category: 'terms', count: 2, calls: 1 },
      { category: 'unknown', count: 1, calls: 1 },
    ]);
    expect(objections[0]).toMatchObject({
      name: 'Не подходят условия',
      recommendation: 'Адаптировать условия под клиента',
    });
    expect(objections[1]).toMatchObject({ name: 'Вне категорий' });
    expect(objections).toHaveLength(11);
  });

  it('keeps a finding whose category has been deleted since', () => {
    const { objections } = buildReport(
      aReportInput({ calls: [aReportCall({ objections: [anObjection({ category: 'gone' })] })] }),
    );
    expect(objections[0]).toMatchObject({ category: 'gone', name: 'gone', objections: 1 });
  });

  it('quotes the five surest findings with their time, each wording once, different calls first', () => {
    const calls = ['a', 'b', 'c'].map((id, index) =>
      aReportCall({
        id,
        transcript: [said('первая', 1000), said('вторая', 5000)],
        objections: [
          anObjection({ utterance: 1, quote: `${id}: дорого`, score: 0.9 - index / 100 }),
          anObjection({ utterance: 0, quote: `${id}: очень`, score: 0.8 }),
          anObjection({ utterance: 0, quote: 'Кусается', score: 0.7 }),
        ],
      }),
    );
    const quotes = buildReport(aReportInput({ calls })).objections[0]?.quotes;
    expect(quotes?.map(({ callId, quote, startMs }) => [callId, quote, startMs])).toEqual([
      ['a', 'a: дорого', 5000],
      ['b', 'b: дорого', 5000],
      ['c', 'c: дорого', 5000],
      ['a', 'a: очень', 1000],
      ['b', 'b: очень', 1000],
    ]);
  });

  it('shows the newest call first', () => {
    const calls = ['2026-10-01T10:00:00.000Z', '2026-10-03T10:00:00.000Z', '2026-10-02T10:00:00.000Z'];
    const report = buildReport(aReportInput({ calls: calls.map((startedAt) => aReportCall({ startedAt })) }));
    expect(report.calls.map((call) => call.startedAt.slice(8, 10))).toEqual(['03', '02', '01']);
  });

  it('makes a report of nothing', () => {
    const report = buildReport(aReportInput({ calls: [] }));
    expect(report.totals).toMatchObject({ calls: 0, talkMs: 0, objections: 0 });
    expect(report.managers).toEqual([]);
  });
});
