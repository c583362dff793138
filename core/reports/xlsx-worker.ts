/**
 * The thread that makes Excel files. The library builds a sheet as a whole, which takes seconds for ten thousand calls;
 * whoever waits for the core waits for none of them. It makes one file and may be ended at any moment.
 */

import { parentPort } from 'node:worker_threads';
import writeXlsxFile from 'write-excel-file/node';
import type { TableValue } from './tables.ts';
import type { XlsxPiece, XlsxReply } from './xlsx-pieces.ts';

const MIN_WIDTH = 10;
const MAX_WIDTH = 60;
/** The widths of the columns are those of the first rows. */
const MEASURED_ROWS = 200;
/** Excel's own limit for a cell. */
const MAX_TEXT = 32_767;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: TableValue[][];
}

const tables: Table[] = [];

parentPort!.on('message', (piece: XlsxPiece) => {
  switch (piece.kind) {
    case 'sheet':
      tables.push({ name: piece.name, columns: piece.columns, rows: [] });
      return;
    case 'rows':
      tables.at(-1)!.rows.push(...piece.rows.map((row) => row.map(cell)));
      return;
    case 'end':
      void answer();
  }
});

async function answer(): Promise<void> {
  const reply = (message: XlsxReply, moved: readonly ArrayBuffer[] = []): void =>
    parentPort!.postMessage(message, moved);
  try {
    // A copy, as small files lie in a buffer that they share.
    const file = new Uint8Array(await writeXlsxFile(tables.map(sheet)).toBuffer());
    reply({ kind: 'made', file }, [file.buffer]);
  } catch (error) {
    reply({ kind: 'failed', error });
  }
}

/** Headings fixed. Cells are typed, so nothing in them is ever run as a formula. */
const sheet = (table: Table) => ({
  sheet: table.name,
  data: [table.columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const })), ...table.rows],
  columns: table.columns.map((_title, column) => ({ width: widthOf(table, column) })),
  stickyRowsCount: 1,
});

function widthOf({ columns, rows }: Table, column: number): number {
  const lengths = rows.slice(0, MEASURED_ROWS).map((row) => String(row[column] ?? '').length);
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, columns[column]!.length, ...lengths) + 1);
}

const cell = (value: TableValue): TableValue => (typeof value === 'string' ? cellText(value) : value);

function cellText(text: string): string {
  // The library removes half a pair together with its neighbour.
  const whole = text.slice(0, MAX_TEXT).toWellFormed();
  // It also numbers texts by a plain object, which finds these where nobody put them: the file would be broken.
  return whole in Object.prototype ? `${whole} ` : whole;
}
