/** The tables `calls.csv` of the folders that are imported, each read once. */

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, hasSystemCode, toAppError } from '#core/errors.ts';
import {
  type CallFields,
  isTableName,
  MAX_TABLE_BYTES,
  readCallTable,
  type CallTable,
} from '#core/folder-source/index.ts';
import { fileError } from './recording-files.ts';

export interface ImportTables {
  /**
   * What the table beside `file` says of it; null where there is no table or no row.
   * @throws input.invalid where the table or the row has a mistake: the recording waits until it is right
   */
  fieldsOf(file: string): Promise<CallFields | null>;
  /** Mistakes of the tables that were read so far, by line. */
  problems(): readonly { readonly item: string; readonly error: AppError }[];
}

/** A row or a table with a mistake: it is listed once, by its line, and not again with each file. */
export class WaitsForTable extends Error {}

/** @param isWhole also rows without a file are mistakes: whole folders are imported, not single files */
export function createImportTables(timeZone: string, { isWhole }: { readonly isWhole: boolean }): ImportTables {
  const tables = new Map<string, Promise<CallTable | AppError | null>>();
  const problems: { item: string; error: AppError }[] = [];
  const note = (line: number, reason: string): void =>
    void problems.push({
      item: `calls.csv:${line}`,
      error: new AppError('input.invalid', { reason: `calls.csv, строка ${line}: ${reason}` }),
    });

  const load = async (folder: string): Promise<CallTable | AppError | null> => {
    try {
      const names = await readdir(folder);
      const name = names.find(isTableName);
      if (name === undefined) return null;
      const table = readCallTable(await readTable(path.join(folder, name)), timeZone);
      for (const { line, reason } of table.problems) note(line, reason);
      const present = new Set(names.map((each) => each.toLowerCase()));
      if (isWhole)
        for (const [file, line] of table.lines) if (!present.has(file)) note(line, `файла «${file}» в папке нет`);
      return table;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') throw error;
      problems.push({ item: 'calls.csv', error });
      return error;
    }
  };

  return {
    async fieldsOf(file) {
      const { dir, base } = path.parse(file);
      const loading = tables.get(dir) ?? load(dir);
      tables.set(dir, loading);
      const table = await loading;
      if (table === null) return null;
      if (table instanceof AppError) throw new WaitsForTable();
      const fields = table.rows.get(base.toLowerCase());
      if (fields === null) throw new WaitsForTable();
      return fields ?? null;
    },
    problems: () => problems,
  };
}

async function readTable(file: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > MAX_TABLE_BYTES)
      throw new AppError('input.invalid', { reason: 'calls.csv: таблица слишком велика' });
    return await readFile(file);
  } catch (error) {
    if (hasSystemCode(error, 'EISDIR')) throw new AppError('input.invalid', { reason: 'calls.csv — это папка' });
    throw fileError(error, file);
  }
}
