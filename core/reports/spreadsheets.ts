/** The tables of a report as files of spreadsheet programs. */

import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Report } from '#core/domain/report.ts';
import { reportTables, type ReportTable, type TableValue } from './tables.ts';

/** Tells Excel that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The first table alone, as a CSV file holds only one. Fields are separated by semicolons, which is what a Russian Excel
 * expects.
 */
export function toCsv(report: Report): string {
  const [table] = reportTables(report);
  const records = table ? [table.columns, ...table.rows.map((row) => row.map(harmless))] : [];
  return BYTE_ORDER_MARK + stringify(records, { delimiter: ';' });
}

/** Words of a conversation that look like a formula would be one when the file is opened: an apostrophe makes them text. */
function harmless(value: TableValue): TableValue {
  return typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
}

const MIN_WIDTH = 10;
const MAX_WIDTH = 60;

/** One sheet per table, headings fixed. Cells are typed, so nothing in them is ever run as a formula. */
export async function toXlsx(report: Report): Promise<Buffer> {
  const sheets = reportTables(report).map((table) => ({
    sheet: table.name,
    data: [
      table.columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...table.rows.map((row) => [...row]),
    ],
    columns: table.columns.map((_title, index) => ({ width: widthOf(table, index) })),
    stickyRowsCount: 1,
  }));
  return await writeXlsxFile(sheets).toBuffer();
}

function widthOf({ columns, rows }: ReportTable, column: number): number {
  const lengths = rows.slice(0, 200).map((row) => String(row[column] ?? '').length);
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, columns[column]!.length, ...lengths) + 1);
}
