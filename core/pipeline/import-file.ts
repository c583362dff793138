/** Brings one recording into the store, with what its name, its table and its sidecar file tell of the call. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { detectFormat } from '#core/audio/index.ts';
import { normalisePhone } from '#core/domain/phone.ts';
import { type NamePattern, readName, readSidecar, type ReadNameOptions } from '#core/folder-source/index.ts';
import type { Store, StoredCall } from '#core/store/index.ts';
import type { ImportTables } from './import-tables.ts';
import { copyAtomically, dayFolder, hashFile, readHead } from './recording-files.ts';

export const FOLDER_SOURCE = 'folder';

export interface FileImport {
  readonly store: Store;
  readonly dataDir: string;
  /** Null: names say nothing. */
  readonly pattern: NamePattern | null;
  readonly names: ReadNameOptions;
  readonly tables: ImportTables;
}

/** `file-time`: in the store, but nobody told when the call began, so the file's own time stands for it. */
export type FileOutcome = 'imported' | 'file-time' | 'already-there';

/** @throws file.*, audio.*, recording.not-audio, input.invalid, disk.full, `WaitsForTable` */
export async function importFile(file: string, { store, dataDir, ...work }: FileImport): Promise<FileOutcome> {
  const format = detectFormat(await readHead(file));
  const { sha256, sizeBytes } = await hashFile(file);
  if (store.recordings.findCallByHash(sha256) !== undefined) return 'already-there';
  const { call, isFileTime } = await describeCall(file, sha256, work);
  const relative = `${dayFolder(call.startedAt)}/file_${sha256.slice(0, 16)}.${format}`;
  await copyAtomically(file, path.join(dataDir, relative));
  store.transaction(() => {
    store.calls.save(call);
    store.recordings.saveStored({ callId: call.id, path: relative, sha256, sizeBytes });
  });
  return isFileTime ? 'file-time' : 'imported';
}

/** What a person wrote beside the file counts more than its name, a sidecar file more than a table. */
async function describeCall(
  file: string,
  sha256: string,
  { pattern, names, tables }: Pick<FileImport, 'pattern' | 'names' | 'tables'>,
): Promise<{ call: StoredCall; isFileTime: boolean }> {
  const fileName = path.basename(file);
  const name = pattern && readName(pattern, fileName, names);
  const given = { ...(await tables.fieldsOf(file)), ...(await readSidecar(file)) };
  const startedAt = given.startedAt ?? name?.startedAt ?? null;
  const externalId = sha256.slice(0, 16);
  return {
    isFileTime: startedAt === null,
    call: {
      id: `${FOLDER_SOURCE}:${externalId}`,
      source: FOLDER_SOURCE,
      externalId,
      // Where nobody tells: most recordings that leads collect are outgoing.
      direction: given.direction ?? name?.direction ?? 'out',
      status: 'answered',
      startedAt: startedAt ?? (await stat(file)).mtime.toISOString(),
      durationMs: given.durationMs ?? 0,
      agentId: null,
      agentName: given.agent ?? name?.manager ?? null,
      clientPhone: normalisePhone(given.phone ?? null) ?? name?.phone ?? null,
      clientName: given.client ?? name?.client ?? null,
      sourceRef: { fileName },
    },
  };
}
