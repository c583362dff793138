/** Brings recordings from files and folders into the store; a sidecar `<name>.json` may hold the call's fields. */

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { detectFormat } from '#core/audio/index.ts';
import { AppError, hasSystemCode, toAppError } from '#core/errors.ts';
import type { Store, StoredCall } from '#core/store/index.ts';
import type { FailedItem } from './process-calls.ts';
import { copyAtomically, dayFolder, fileError, hashFile, readHead } from './recording-files.ts';

const SOURCE = 'folder';
const AUDIO_EXTENSIONS = new Set(['.wav', '.mp3', '.wave', '.ogg', '.oga', '.opus', '.flac', '.m4a', '.amr', '.webm']);
const MAX_SIDECAR_BYTES = 64 * 1024;

/** Fields of a sidecar; all optional, unknown ones are ignored. */
const sidecarSchema = z.object({
  direction: z.enum(['in', 'out']).optional(),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  durationMs: z.number().nonnegative().optional(),
  agent: z.string().max(200).optional(),
  client: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
});
type Sidecar = z.infer<typeof sidecarSchema>;

export interface ImportOptions {
  readonly store: Store;
  readonly dataDir: string;
  /** Files and folders; folders are read with everything below them. */
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ImportSummary {
  readonly imported: number;
  /** The same audio was imported before, under whatever name. */
  readonly alreadyThere: number;
  /** `callId` holds the file's name. */
  readonly failed: readonly FailedItem[];
}

/** @returns what was done; a file that cannot be used does not stop the others @throws disk.full, job.cancelled */
export async function importFiles({
  store,
  dataDir,
  paths,
  signal,
  onProgress,
}: ImportOptions): Promise<ImportSummary> {
  const failed: FailedItem[] = [];
  let imported = 0;
  let alreadyThere = 0;
  const fail = (file: string, thrown: unknown) => {
    const error = toAppError(thrown);
    if (error.code === 'disk.full' || error.code === 'job.cancelled') throw error;
    failed.push({ callId: path.basename(file), stage: 'download', error: error.toData() });
  };

  const files = await listFiles(paths, fail);
  for (const [index, file] of files.entries()) {
    if (signal.aborted) throw new AppError('job.cancelled');
    try {
      if (await importFile(file, { store, dataDir })) imported++;
      else alreadyThere++;
    } catch (error) {
      fail(file, error);
    }
    onProgress?.(index + 1, files.length);
  }
  return { imported, alreadyThere, failed };
}

/** Named files are taken as they are; in folders only names that look like audio. */
async function listFiles(paths: readonly string[], fail: (file: string, error: unknown) => void): Promise<string[]> {
  const files: string[] = [];
  for (const given of paths) {
    try {
      if (!(await stat(given)).isDirectory()) {
        files.push(given);
        continue;
      }
      const entries = await readdir(given, { recursive: true, withFileTypes: true });
      files.push(
        ...entries
          .filter((entry) => entry.isFile() && AUDIO_EXTENSIONS.has(path.extname(entry.name).toLowerCase()))
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort(),
      );
    } catch (error) {
      fail(given, fileError(error, given));
    }
  }
  return files;
}

/** @returns false when this audio is in the store already */
async function importFile(
  file: string,
  { store, dataDir }: Pick<ImportOptions, 'store' | 'dataDir'>,
): Promise<boolean> {
  const format = detectFormat(await readHead(file));
  const { sha256, sizeBytes } = await hashFile(file);
  if (store.recordings.findCallByHash(sha256) !== undefined) return false;
  const call = toCall({ file, sha256, modifiedAt: (await stat(file)).mtime }, await readSidecar(file));
  const relative = `${dayFolder(call.startedAt)}/file_${sha256.slice(0, 16)}.${format}`;
  await copyAtomically(file, path.join(dataDir, relative));
  store.transaction(() => {
    store.calls.save(call);
    store.recordings.saveStored({ callId: call.id, path: relative, sha256, sizeBytes });
  });
  return true;
}

function toCall(
  { file, sha256, modifiedAt }: { file: string; sha256: string; modifiedAt: Date },
  sidecar: Sidecar,
): StoredCall {
  const externalId = sha256.slice(0, 16);
  return {
    id: `${SOURCE}:${externalId}`,
    source: SOURCE,
    externalId,
    // Without a sidecar nobody knows; most recordings that leads collect are outgoing.
    direction: sidecar.direction ?? 'out',
    status: 'answered',
    startedAt: (sidecar.startedAt === undefined ? modifiedAt : new Date(sidecar.startedAt)).toISOString(),
    durationMs: sidecar.durationMs ?? 0,
    agentId: null,
    agentName: sidecar.agent ?? null,
    clientPhone: sidecar.phone ?? null,
    clientName: sidecar.client ?? null,
    sourceRef: { fileName: path.basename(file) },
  };
}

/** `<name>.json` or `<name>.<extension>.json` beside the recording; none is fine. @throws input.invalid */
async function readSidecar(file: string): Promise<Sidecar> {
  const { dir, name, base } = path.parse(file);
  for (const candidate of [path.join(dir, `${name}.json`), path.join(dir, `${base}.json`)]) {
    const text = await readSmallText(candidate);
    if (text === undefined) continue;
    const parsed = sidecarSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new AppError('input.invalid', {
      reason: `Файл ${path.basename(candidate)}: поле «${issue?.path.join('.') ?? ''}» не подходит`,
    });
  }
  return {};
}

async function readSmallText(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > MAX_SIDECAR_BYTES) {
      throw new AppError('input.invalid', { reason: `Файл ${path.basename(file)} слишком велик для описания звонка` });
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return undefined;
    throw fileError(error, file);
  }
}

/** @returns undefined for text that is no JSON; the schema then rejects it with its own message */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
