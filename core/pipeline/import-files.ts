/** Brings recordings from files and folders into the store. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, toAppError } from '#core/errors.ts';
import {
  choosePattern,
  isAudioName,
  isTableName,
  type NamePatternChoice,
  type NamesPreview,
  previewNames,
} from '#core/folder-source/index.ts';
import type { Store } from '#core/store/index.ts';
import { importFile } from './import-file.ts';
import { createImportTables, WaitsForTable } from './import-tables.ts';
import type { FailedItem } from './process-calls.ts';
import { fileError } from './recording-files.ts';

export interface ImportOptions {
  readonly store: Store;
  readonly dataDir: string;
  /** Files and folders; folders are read with everything below them. */
  readonly paths: readonly string[];
  /** IANA name of the zone for times in names and tables. */
  readonly timeZone: string;
  /** How names are made; by default found out. */
  readonly pattern?: NamePatternChoice;
  /** Managers' names by internal number. */
  readonly managers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of each file that is in the store now, new or not. */
  readonly onStored?: (file: string) => void;
}

export interface ImportSummary {
  readonly imported: number;
  /** The same audio was imported before, under whatever name. */
  readonly alreadyThere: number;
  /** The pattern by which names were read, for people; null where names said nothing. */
  readonly patternTitle: string | null;
  /** Names of files whose beginning nobody told: the file's own time stands for it. */
  readonly timeFromFile: readonly string[];
  /** `callId` holds the file's name, or `calls.csv:<line>`. */
  readonly failed: readonly FailedItem[];
}

export interface FolderPreview extends NamesPreview {
  /** A `calls.csv` lies in the folder; what it says counts more than the names. */
  readonly hasTable: boolean;
}

/**
 * @returns what was done; a file that cannot be used does not stop the others
 * @throws input.invalid for a wrong template, disk.full, job.cancelled
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
  const { store, dataDir, timeZone, managers = {}, signal, onProgress, onStored } = options;
  const failed: FailedItem[] = [];
  const timeFromFile: string[] = [];
  let [imported, alreadyThere] = [0, 0];
  const fail = (item: string, thrown: unknown): void => {
    const error = toAppError(thrown);
    if (error.code === 'disk.full' || error.code === 'job.cancelled') throw error;
    failed.push({ callId: item, stage: 'download', error: error.toData() });
  };

  const { files, hasFolders } = await listFiles(options.paths, fail);
  const names = { timeZone, managers };
  const baseNames = files.map((file) => path.basename(file));
  const pattern = choosePattern(options.pattern ?? { kind: 'auto' }, baseNames, names);
  const tables = createImportTables(timeZone, { isWhole: hasFolders });
  for (const [index, file] of files.entries()) {
    if (signal.aborted) throw new AppError('job.cancelled');
    try {
      const outcome = await importFile(file, { store, dataDir, pattern, names, tables });
      if (outcome === 'already-there') alreadyThere++;
      else imported++;
      if (outcome === 'file-time') timeFromFile.push(path.basename(file));
      onStored?.(file);
    } catch (error) {
      if (!(error instanceof WaitsForTable)) fail(path.basename(file), error);
    }
    onProgress?.(index + 1, files.length);
  }
  for (const { item, error } of tables.problems()) fail(item, error);
  return { imported, alreadyThere, patternTitle: pattern?.title ?? null, timeFromFile, failed };
}

/** Named files are taken as they are; in folders only names that look like audio. */
async function listFiles(
  paths: readonly string[],
  fail: (item: string, error: unknown) => void,
): Promise<{ files: string[]; hasFolders: boolean }> {
  const files: string[] = [];
  let hasFolders = false;
  for (const given of paths) {
    try {
      if (!(await stat(given)).isDirectory()) {
        files.push(given);
        continue;
      }
      hasFolders = true;
      files.push(...(await audioFilesBelow(given)));
    } catch (error) {
      fail(path.basename(given), fileError(error, given));
    }
  }
  return { files, hasFolders };
}

/** @returns paths of all recordings of a folder and the folders in it, sorted @throws what the system throws */
export async function audioFilesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isAudioName(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** @returns what would be read out of the names of `folder` and the folders in it @throws file.*, input.invalid */
export async function previewFolder(
  folder: string,
  { timeZone, managers = {}, pattern = { kind: 'auto' } }: Pick<ImportOptions, 'timeZone' | 'managers' | 'pattern'>,
): Promise<FolderPreview> {
  const files = await audioFilesBelow(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const entries = await readdir(folder);
  const names = files.map((file) => path.basename(file));
  return { ...previewNames(pattern, names, { timeZone, managers }), hasTable: entries.some(isTableName) };
}
