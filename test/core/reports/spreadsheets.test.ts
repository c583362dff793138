import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wholeReport } from '#core/domain/report-request.ts';
import { buildReport, maskCall, readReportFigures, reportJson, toCsv, toXlsx } from '#core/reports/index.ts';
import { aReportCall, aReportInput } from '../../builders/report-input.ts';

const period = { from: '2026-10-01', to: '2026-10-31' };

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

describe('a report for Excel', () => {
  const filesOf = (report: Parameters<typeof toXlsx>[0]) => {
    const files = unzipSync(Buffer.concat([...toXlsx(report)]));
    return (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  };

  it('has a sheet for calls, quotes, categories, managers and the figures at the top', () => {
    const text = filesOf(buildReport(aReportInput({ calls: 30 })));
    for (const name of ['Звонки', 'Цитаты', 'Категории', 'Менеджеры', 'Обзор'])
      expect(text('xl/workbook.xml')).toContain(`name="${name}"`);
    expect(text('xl/worksheets/sheet1.xml').match(/<row>/g)).toHaveLength(31);
    expect(text('xl/worksheets/sheet3.xml')).toContain('Высокая цена');
  });

  it('has only what was asked for', () => {
    const request = { ...wholeReport(period), sections: ['managers'] as const };
    const workbook = filesOf(buildReport(aReportInput({ calls: 5, request })))('xl/workbook.xml');
    expect(workbook).toContain('Менеджеры');
    expect(workbook).not.toContain('Звонки');
  });

  it('holds hostile words as text and never as a formula', () => {
    const calls = [aReportCall({ client: '=HYPERLINK("http://evil.example")', agent: '<script>&\u0000\uD800' })];
    const first = filesOf(buildReport(aReportInput({ calls })))('xl/worksheets/sheet1.xml');
    expect(first).not.toContain('<f>');
    expect(first).toContain('=HYPERLINK(');
    expect(first).toContain('>&lt;script&gt;&amp;\uFFFD<');
  });

  it('holds numbers as numbers', () => {
    const text = filesOf(buildReport(aReportInput({ calls: [aReportCall({ durationMs: 61_000 })] })));
    expect(text('xl/worksheets/sheet1.xml')).toContain('<c><v>61</v></c>');
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
