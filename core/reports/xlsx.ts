/**
 * The tables of a report as an Excel file, in pieces.
 *
 * Libraries build a sheet as a whole, which takes seconds for ten thousand calls and lets nothing else happen meanwhile;
 * here rows go into the archive one after another. Cells hold text or numbers and nothing else, so nothing in them is ever
 * run as a formula. Format: ECMA-376, part 1, section 18 (SpreadsheetML).
 */

import { Zip, ZipDeflate } from 'fflate';
import type { Report } from '#core/domain/report.ts';
import { escapeHtml } from './escape.ts';
import { reportTables, type ReportTable, type TableValue } from './tables.ts';
import { contentTypes, packageLinks, styles, workbook, workbookLinks, WORKSHEET } from './xlsx-parts.ts';

const MIN_WIDTH = 10;
const MAX_WIDTH = 60;
/** The widths of the columns are those of the first rows. */
const MEASURED_ROWS = 200;
/** Excel's own limit for a cell. */
const MAX_TEXT = 32_767;
// eslint-disable-next-line no-control-regex -- these are the characters to remove
const FORBIDDEN = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g;
/** Style of the headings, see `styles`. */
const BOLD = ' s="1"';
/** A piece that is worth deflating; some milliseconds of work. */
const PIECE_CHARACTERS = 64_000;

/** One sheet per table, headings fixed. */
export function* toXlsx(report: Report): Generator<Uint8Array> {
  const tables = reportTables(report);
  const names = tables.map(({ name }) => name);
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    ready.push(data);
  });
  const parts: readonly (readonly [name: string, xml: Iterable<string>])[] = [
    ['[Content_Types].xml', [contentTypes(names)]],
    ['_rels/.rels', [packageLinks()]],
    ['xl/workbook.xml', [workbook(names)]],
    ['xl/_rels/workbook.xml.rels', [workbookLinks(names)]],
    ['xl/styles.xml', [styles()]],
    ...tables.map((table, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet(table)] as const),
  ];
  const utf8 = new TextEncoder();
  for (const [name, xml] of parts) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for (const piece of joined(xml)) {
      file.push(utf8.encode(piece));
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
  }
  zip.end();
  yield* ready;
}

function* sheet({ columns, rows }: ReportTable): Generator<string> {
  const widths = columnWidths(columns, rows());
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  yield `${WORKSHEET}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>`;
  yield row(columns, BOLD);
  for (const values of rows()) yield row(values);
  yield '</sheetData></worksheet>';
}

const row = (values: readonly TableValue[], style = ''): string =>
  `<row>${values.map((value) => cell(value, style)).join('')}</row>`;

function cell(value: TableValue, style: string): string {
  if (value === null) return '<c/>';
  if (typeof value === 'number') return `<c${style}><v>${value}</v></c>`;
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${escapeHtml(xmlText(value))}</t></is></c>`;
}

/** Without what XML cannot hold: control characters and halves of pairs. */
const xmlText = (text: string): string => text.slice(0, MAX_TEXT).toWellFormed().replaceAll(FORBIDDEN, '');

function columnWidths(columns: readonly string[], rows: Iterable<readonly TableValue[]>): number[] {
  const widths = columns.map((title) => Math.max(MIN_WIDTH, title.length));
  for (const values of Iterator.from(rows).take(MEASURED_ROWS)) {
    for (const [at, value] of values.entries()) widths[at] = Math.max(widths[at]!, String(value ?? '').length);
  }
  return widths.map((width) => Math.min(MAX_WIDTH, width) + 1);
}

/** Rows in pieces that are worth deflating. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let joint = '';
  for (const piece of pieces) {
    joint += piece;
    if (joint.length < PIECE_CHARACTERS) continue;
    yield joint;
    joint = '';
  }
  yield joint;
}
