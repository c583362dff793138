import { describe, expect, it } from 'vitest';
import type { ReportCall } from '#core/domain/report.ts';
import { buildReport } from '#core/reports/index.ts';
import { anAnalysis } from '../../builders/calls.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

const PRICE = { ...anAnalysis().objections[0]!, category: 'price' };

const outcomesOf = (...calls: readonly Partial<ReportCall>[]) =>
  buildReport(aReportInput({ calls: calls.map((call, index) => aReportCall({ id: `demo:${index}`, ...call })) }))
    .outcomes;

describe('outcomes of deals in a report', () => {
  it('stand beside each category that occurs, and beside calls without objections', () => {
    const price = { objections: [PRICE, PRICE] };
    expect(
      outcomesOf(
        { ...price, deal: { outcome: 'won', stage: 'Оплачено' } },
        { ...price, deal: { outcome: 'lost', stage: null } },
        { ...price, deal: null },
        price,
        { deal: { outcome: 'open', stage: null } },
      ),
    ).toEqual([
      { category: 'price', name: 'Высокая цена', won: 1, lost: 1, open: 0, noLink: 1, unknown: 1 },
      { category: null, name: 'Без возражений', won: 0, lost: 0, open: 1, noLink: 0, unknown: 0 },
    ]);
  });

  it('leave calls out that were not analysed', () => {
    expect(outcomesOf({ topic: null, deal: null }, { deal: null })).toEqual([
      { category: null, name: 'Без возражений', won: 0, lost: 0, open: 0, noLink: 1, unknown: 0 },
    ]);
  });

  it('are empty where the CRM was not asked', () => {
    expect(outcomesOf({ objections: [PRICE] }, {})).toEqual([]);
  });
});
