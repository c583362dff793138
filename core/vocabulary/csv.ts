/** The vocabulary as a table for spreadsheet programs: word, variants, whether to listen for it. */

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { VOCABULARY_LIMITS, type VocabularyEntry } from '#core/domain/vocabulary.ts';
import { AppError } from '#core/errors.ts';
import { checkEntries } from './entries.ts';

const HEADER = ['Слово', 'Варианты', 'Узнавать'];
const VARIANT_MARK = '|';
/** A line of the largest entry, with room to spare. */
const LONGEST_LINE = 2 * VOCABULARY_LIMITS.variants * VOCABULARY_LIMITS.characters;

/** With a byte order mark and semicolons, as Russian Excel expects; cells that look like formulas are quoted. */
export const writeVocabularyCsv = (entries: readonly VocabularyEntry[]): string =>
  stringify(
    [
      HEADER,
      ...entries.map(({ word, variants, isBoosted }) => [
        word,
        variants.join(` ${VARIANT_MARK} `),
        isBoosted ? 'да' : 'нет',
      ]),
    ],
    { bom: true, delimiter: ';', escape_formulas: true },
  );

/**
 * Semicolons, commas or tabs; the heading may be missing, and so may all columns but the first.
 * @throws `input.invalid`
 */
export function readVocabularyCsv(text: string): VocabularyEntry[] {
  const rows = parseRows(text);
  const isHeading = rows[0]?.[0]?.trim().toLowerCase() === HEADER[0]!.toLowerCase();
  return checkEntries(
    rows.slice(isHeading ? 1 : 0).map(([word = '', variants = '', boosted = '']) => ({
      word: plainCell(word),
      variants: plainCell(variants).split(VARIANT_MARK),
      isBoosted: !/^\s*(нет|no|0|false)\s*$/i.test(boosted),
    })),
  );
}

function parseRows(text: string): string[][] {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const delimiter = [';', '\t', ','].find((mark) => firstLine.includes(mark)) ?? ';';
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LONGEST_LINE,
    });
  } catch (error) {
    throw new AppError('input.invalid', { reason: 'Это не таблица CSV' }, { cause: error });
  }
}

/** Takes back the apostrophe that keeps a cell from being a formula. */
const plainCell = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '');
