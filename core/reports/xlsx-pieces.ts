/** The tables of a report on their way to the thread that makes an Excel file of them. */

import type { Report } from '#core/domain/report.ts';
import { reportTables, type TableValue } from './tables.ts';

/** What the thread is told: a sheet begins, more of its rows, all has been told. */
export type XlsxPiece =
  | { readonly kind: 'sheet'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly TableValue[])[] }
  | { readonly kind: 'end' };

/** What it answers, once. */
export type XlsxReply =
  { readonly kind: 'made'; readonly file: Uint8Array } | { readonly kind: 'failed'; readonly error: unknown };

/** Copying so many rows to another thread takes about a millisecond. */
const ROWS_AT_ONCE = 100;

/** One sheet per table. */
export function* xlsxPieces(report: Report): Generator<XlsxPiece> {
  for (const { name, columns, rows } of reportTables(report)) {
    yield { kind: 'sheet', name, columns };
    let piece: (readonly TableValue[])[] = [];
    for (const row of rows()) {
      piece.push(row);
      if (piece.length < ROWS_AT_ONCE) continue;
      yield { kind: 'rows', rows: piece };
      piece = [];
    }
    yield { kind: 'rows', rows: piece };
  }
  yield { kind: 'end' };
}
