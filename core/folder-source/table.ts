/** `calls.csv`: one table for the recordings of a folder. */

import { CsvError, parse } from 'csv-parse/sync';
import type { Direction } from '#core/domain/call.ts';
import { instantOfLocal } from '#core/domain/local-time.ts';
import { AppError } from '#core/errors.ts';
import { callFields, type CallFields } from './call-fields.ts';
import { readDirection } from './match.ts';

export interface CallTable {
  /** By file name in lower case. A row with a mistake is null: its recording waits until the table is right. */
  readonly rows: ReadonlyMap<string, CallFields | null>;
  /** The line of each file. */
  readonly lines: ReadonlyMap<string, number>;
  readonly problems: readonly TableProblem[];
}

export interface TableProblem {
  /** 1 is the heading. */
  readonly line: number;
  /** For people. */
  readonly reason: string;
}

type Column = 'file' | 'startedAt' | 'durationSeconds' | 'direction' | 'agent' | 'phone' | 'client';

/** Headings in lower case, without spaces and underscores. */
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  file: ['file', 'filename', 'файл', 'имяфайла', 'запись'],
  startedAt: ['startedat', 'start', 'datetime', 'date', 'начало', 'дата', 'датаивремя', 'времяначала'],
  durationSeconds: ['duration', 'durationseconds', 'длительность', 'длительностьсек'],
  direction: ['direction', 'type', 'направление', 'тип'],
  agent: ['manager', 'agent', 'менеджер', 'сотрудник', 'оператор'],
  phone: ['phone', 'number', 'телефон', 'номер', 'номерклиента'],
  client: ['client', 'customer', 'клиент', 'контакт', 'компания'],
};

export const MAX_TABLE_BYTES = 20 * 1024 * 1024;

/**
 * UTF-8 or Windows-1251, columns parted by `;` or `,`, headings in English or Russian in any order.
 * @param timeZone for times without an offset of their own
 * @throws input.invalid where it is no table with a column of files
 */
export function readCallTable(bytes: Uint8Array, timeZone: string): CallTable {
  if (bytes.length > MAX_TABLE_BYTES) throw refuse('таблица слишком велика');
  const lines = parseLines(decode(bytes));
  const [heading, ...body] = lines;
  const columns = (heading?.record ?? []).map(columnOf);
  if (!columns.includes('file')) throw refuse('нет столбца «file» или «файл» с именами записей');
  const rows = new Map<string, CallFields | null>();
  const fileLines = new Map<string, number>();
  const problems: TableProblem[] = [];
  for (const { record, line } of body) {
    const cells = Object.fromEntries(
      columns.flatMap((column, at) => (column ? [[column, (record[at] ?? '').trim()]] : [])),
    );
    const file = baseName(cells.file ?? '').toLowerCase();
    const row = file === '' ? 'не указан файл' : readRow(cells, timeZone);
    const isTwice = rows.has(file);
    const mistake = isTwice ? `файл «${file}» указан дважды` : typeof row === 'string' ? row : null;
    if (mistake !== null) problems.push({ line, reason: mistake });
    if (file === '' || isTwice) continue;
    rows.set(file, typeof row === 'string' ? null : row);
    fileLines.set(file, line);
  }
  return { rows, lines: fileLines, problems };
}

/** @returns the fields, or what is wrong with them */
function readRow(cells: Partial<Record<Column, string>>, timeZone: string): CallFields | string {
  const direction = readDirectionCell(cells.direction ?? '');
  if (direction === null) return 'направление не понятно: нужно in или out, «входящий» или «исходящий»';
  const startedAt = readMoment(cells.startedAt ?? '', timeZone);
  if (startedAt === null) return 'дата не понятна: нужна вида 2026-04-15 10:30:45 или 15.04.2026 10:30';
  const durationMs = readDuration(cells.durationSeconds ?? '');
  if (durationMs === null) return 'длительность не понятна: нужны секунды или ЧЧ:ММ:СС';
  const { agent, client, phone } = cells;
  const given = { direction, startedAt, durationMs, agent, client, phone };
  const parsed = callFields.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
  );
  return parsed.success ? parsed.data : `поле «${parsed.error.issues[0]?.path.join('.') ?? ''}» слишком длинное`;
}

/** An empty cell is undefined, one that makes no sense null. */
const readDirectionCell = (text: string): Direction | null | undefined =>
  text === '' ? undefined : readDirection(text);

const RUSSIAN_DATE = /^(\d{2})\.(\d{2})\.(\d{4})(.*)$/u;
const OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/u;

function readMoment(text: string, timeZone: string): string | null | undefined {
  if (text === '') return undefined;
  const iso = text.replace(RUSSIAN_DATE, '$3-$2-$1$4');
  if (OFFSET.test(iso)) {
    const instantMs = Date.parse(iso);
    return Number.isNaN(instantMs) ? null : new Date(instantMs).toISOString();
  }
  const withTime = /^\d{4}-\d{2}-\d{2}$/u.test(iso) ? `${iso}T00:00` : iso.replace(/ (\d):/u, ' 0$1:');
  const instantMs = instantOfLocal(withTime, timeZone);
  return instantMs === null ? null : new Date(instantMs).toISOString();
}

function readDuration(text: string): number | null | undefined {
  if (text === '') return undefined;
  if (!/^\d{1,6}(?::\d{1,2}){0,2}$/u.test(text)) return null;
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1_000;
}

/** Tables often hold whole paths, of either kind of system. */
const baseName = (file: string): string => file.split(/[\\/]/u).at(-1) ?? '';

function columnOf(heading: string): Column | null {
  const plain = heading.toLowerCase().replace(/[\s_().,-]/gu, '');
  const found = Object.entries(COLUMNS).find(([, names]) => names.includes(plain));
  return (found?.[0] as Column | undefined) ?? null;
}

/** Text that is not valid UTF-8 was written by a Russian Windows. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

interface Line {
  readonly record: readonly string[];
  readonly line: number;
}

function parseLines(text: string): readonly Line[] {
  const firstLine = text.slice(0, Math.max(0, text.search(/[\r\n]|$/u)));
  try {
    const parsed = parse(text, {
      delimiter: firstLine.includes(';') ? ';' : ',',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 64 * 1024,
    }) as unknown as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) throw refuse('файл не читается как таблица CSV: проверьте кавычки');
    throw error;
  }
}

const refuse = (reason: string): AppError => new AppError('input.invalid', { reason: `calls.csv: ${reason}` });
