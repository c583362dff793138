import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildReport, maskCall, readReportFigures, reportJson, toCsv } from '#core/reports/index.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

const csvOf = (report: Parameters<typeof toCsv>[0]): Record<string, string>[] =>
  parse([...toCsv(report)].join(''), { bom: true, delimiter: ';', columns: true });

describe('a report as CSV', () => {
  it('has one row per call, with names instead of ids, for a Russian Excel', () => {
    const report = buildReport(aReportInput({ calls: 20 }));
    const text = [...toCsv(report)].join('');
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
    const [row] = csvOf(buildReport(aReportInput({ calls: calls.map(maskCall) })));
    expect(row!['Клиент']).toBe('[скрыто]');
    expect(row!['Следующий шаг']).not.toContain('123');
  });
});

describe('the data of a report', () => {
  const linesOf = (text: string) => createInterface(Readable.from([text]));

  it('is one JSON document, and is read again call by call without its transcripts', async () => {
    const report = buildReport(aReportInput({ calls: 7 }));
    const text = [...reportJson(report)].join('');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    const figures = {
      ...report,
      calls: report.calls.map((call) => ({ ...call, transcript: [], utteranceSentiments: [] })),
    };
    expect(await readReportFigures(linesOf(text))).toEqual(figures);
    // As version 0.1 wrote it: everything on one line.
    expect(await readReportFigures(linesOf(JSON.stringify(report)))).toEqual(figures);
  });

  it('is complete without calls', async () => {
    const report = buildReport(aReportInput({ calls: [] }));
    expect(await readReportFigures(linesOf([...reportJson(report)].join('')))).toEqual(report);
  });
});
