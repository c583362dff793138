import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wholeReport } from '#core/domain/report-request.ts';
import { buildReport, maskReport, toCsv, toXlsx } from '#core/reports/index.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

const period = { from: '2026-10-01', to: '2026-10-31' };

const csvOf = (report: Parameters<typeof toCsv>[0]): Record<string, string>[] =>
  parse(toCsv(report), { bom: true, delimiter: ';', columns: true });

describe('a report as CSV', () => {
  it('has one row per call, with names instead of ids, for a Russian Excel', () => {
    const report = buildReport(aReportInput({ calls: 20 }));
    const text = toCsv(report);
    expect(text.startsWith('\ufeffКогда;')).toBe(true);
    const rows = csvOf(report);
    expect(rows).toHaveLength(20);
    const withPrice = report.calls.findIndex(({ objections }) => objections[0]?.category === 'price');
    expect(rows[withPrice]!['Возражения']).toContain('Высокая цена');
    expect(rows[withPrice]!['Id звонка']).toBe(report.calls[withPrice]!.id);
  });

  it('lets nothing that was said become a formula, and keeps separators and quotes inside a field', () => {
    const calls = [aReportCall({ client: '=cmd|" /C calc"!A0', nextStep: '+7; "перезвонить"\nзавтра' })];
    const [row] = csvOf(buildReport(aReportInput({ calls })));
    expect(row!['Клиент']).toBe(`'=cmd|" /C calc"!A0`);
    expect(row!['Следующий шаг']).toBe(`'+7; "перезвонить"\nзавтра`);
  });

  it('hides what the report hides', () => {
    const calls = [aReportCall({ client: 'Ирина Павловна', nextStep: 'Набрать +7 900 123-45-67' })];
    const [row] = csvOf(maskReport(buildReport(aReportInput({ calls }))));
    expect(row!['Клиент']).toBe('[скрыто]');
    expect(row!['Следующий шаг']).not.toContain('123');
  });
});

describe('a report for Excel', () => {
  const sheetsOf = async (report: Parameters<typeof toXlsx>[0]) => {
    const files = unzipSync(await toXlsx(report));
    const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
    return {
      workbook: text('xl/workbook.xml'),
      strings: text('xl/sharedStrings.xml'),
      first: text('xl/worksheets/sheet1.xml'),
    };
  };

  it('has a sheet for calls, quotes, categories and managers', async () => {
    const { workbook, strings } = await sheetsOf(buildReport(aReportInput({ calls: 30 })));
    for (const name of ['Звонки', 'Цитаты', 'Категории', 'Менеджеры']) expect(workbook).toContain(`name="${name}"`);
    expect(strings).toContain('Высокая цена');
  });

  it('has only what was asked for', async () => {
    const request = { ...wholeReport(period), sections: ['managers'] as const };
    const { workbook } = await sheetsOf(buildReport(aReportInput({ calls: 5, request })));
    expect(workbook).toContain('Менеджеры');
    expect(workbook).not.toContain('Звонки');
  });

  it('holds hostile words as text and never as a formula', async () => {
    const calls = [aReportCall({ client: '=HYPERLINK("http://evil.example")', agent: '<script>&' })];
    const { strings, first } = await sheetsOf(buildReport(aReportInput({ calls })));
    expect(first).not.toContain('<f>');
    expect(strings).toContain('=HYPERLINK(');
    expect(strings).not.toContain('<script>');
  });
});
