/** The calls of a report as a CSV file. */

import { stringify } from 'csv-stringify/sync';
import type { Report } from '#core/domain/report.ts';
import { reportTables, type TableValue } from './tables.ts';

/** Tells Excel that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** A Russian Excel expects semicolons. */
const DIALECT = { delimiter: ';' };

/** The first table alone, as a CSV file holds only one; in pieces, a row each. */
export function* toCsv(report: Report): Generator<string> {
  const [table] = reportTables(report);
  yield BYTE_ORDER_MARK;
  if (!table) return;
  yield stringify([[...table.columns]], DIALECT);
  for (const row of table.rows()) yield stringify([row.map(harmless)], DIALECT);
}

/** Words of a conversation that look like a formula would be one when the file is opened: an apostrophe makes them text. */
function harmless(value: TableValue): TableValue {
  return typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
}
