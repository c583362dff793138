import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildReport, maskCall, readReportFigures, reportJson, toCsv } from '#core/reports/index.ts';
import { reportTables } from '#core/reports/tables.ts';
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

describe('objections of which nobody knows who answered them', () => {
  const answered = aReportInput({ calls: 20 }).calls.find(({ objections }) => objections.length > 0)!;
  const unjudged = {
    ...answered,
    objections: answered.objections.map((found) => ({ ...found, handled: false, verdict: null })),
  };
  const report = buildReport(aReportInput({ calls: [unjudged] }));

  it('leave cells of handling empty, and not at zero', () => {
    const cell = (table: string, column: string, row = 0) => {
      const { columns, rows } = reportTables(report).find(({ name }) => name === table)!;
      return [...rows()][row]![columns.indexOf(column)];
    };
    expect(cell('Звонки', 'Отработано')).toBeNull();
    expect(cell('Цитаты', 'Отработка')).toBeNull();
    expect(cell('Категории', 'Отработано, %')).toBeNull();
    expect(cell('Менеджеры', 'Отработано, %')).toBeNull();
    const overview = reportTables(report).find(({ name }) => name === 'Обзор')!;
    expect(Object.fromEntries(overview.rows() as Iterable<[string, unknown]>)).toMatchObject({
      'Возражений, где известно, кто отвечал': 0,
      'Отработано возражений': null,
    });
  });

  it('keep the format of report.json, and are known again when it is read', async () => {
    const text = [...reportJson(report)].join('');
    const { calls } = JSON.parse(text) as typeof report;
    expect(calls[0]!.objections[0]).toMatchObject({ handled: false, verdict: 'ignored', isJudged: false });
    const read = await readReportFigures(createInterface(Readable.from([text])));
    expect(read.calls[0]!.objections).toEqual(unjudged.objections);
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
    const older = JSON.stringify(report, (key, value: unknown) => (key === 'judged' ? undefined : value));
    expect((await readReportFigures(linesOf(older))).managers).toEqual(report.managers);
  });

  it('is complete without calls', async () => {
    const report = buildReport(aReportInput({ calls: [] }));
    expect(await readReportFigures(linesOf([...reportJson(report)].join('')))).toEqual(report);
  });
});
