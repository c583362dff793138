/** One file of a model from the hub into the staging folder: asked about first, resumed, checked on the disk. */

import { mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';

import { AppError, hasSystemCode } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import type { CatalogFile } from './catalog.ts';
import { asDiskTrouble, checksumsOf, differenceOf, type Checksums, type Expected } from './checksum.ts';
import { headerOf, type Hub, type HubResponse } from './hub.ts';

export interface Source {
  readonly hub: Hub;
  readonly repo: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What the hub says about a file, with what the catalogue knows; at least one checksum is there. */
export interface Probe extends Expected {
  readonly file: CatalogFile;
  /** The commit that the answer is about. */
  readonly commit: string;
  readonly trust: 'catalog' | 'hub';
}

/** Failed attempts in a row, without a single new byte, before giving up. */
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** No model in the catalogue comes near; a larger file is a mistake or an attack. */
const MOST_BYTES = 8 * 1024 ** 3;

/** An attempt that may be repeated. */
interface Retry {
  readonly retry: unknown;
  readonly gotBytes: boolean;
}

/**
 * Throws `model.download-failed` where the hub does not know the file, does not say its checksum, or contradicts the
 * catalogue.
 * @param commit null: the newest one
 */
export async function probeFile(source: Source, file: CatalogFile, commit: string | null): Promise<Probe> {
  const fail = (reason: string) => new AppError('model.download-failed', { reason, file: file.path });
  /** Only the hub proper says it, not the storage that it may redirect to. */
  const said: { commit: string | null } = { commit: null };
  const response = await withRetries(source, file.path, async () => {
    const answer = await source.hub.fetch(
      { repo: source.repo, commit: commit ?? 'main', path: file.path },
      {
        method: 'HEAD',
        signal: source.signal,
        isEnough: (early) => {
          said.commit ??= headerOf(early, 'x-repo-commit');
          return headerOf(early, 'x-linked-etag') !== null;
        },
      },
    );
    await answer.body.dump();
    return judgeStatus(answer, file.path) ?? answer;
  });
  const etag = unquoted(headerOf(response, 'x-linked-etag') ?? headerOf(response, 'etag'));
  const size = Number(headerOf(response, 'x-linked-size') ?? contentLength(response));
  const actualCommit = said.commit ?? headerOf(response, 'x-repo-commit') ?? commit;
  if (actualCommit === null || !/^[0-9a-f]{40}$/.test(actualCommit)) throw fail('no-commit');
  if (commit !== null && actualCommit !== commit) throw fail('commit');
  const hubSha256 = etag !== null && /^[0-9a-f]{64}$/.test(etag) ? etag : null;
  const hubSize = Number.isSafeInteger(size) && size > 0 ? size : null;
  if (file.sha256 !== null && hubSha256 !== null && file.sha256 !== hubSha256) throw fail('checksum');
  if (file.sizeBytes !== null && hubSize !== null && file.sizeBytes !== hubSize) throw fail('size');
  const sha256 = file.sha256 ?? hubSha256;
  const gitSha1 = sha256 === null && etag !== null && /^[0-9a-f]{40}$/.test(etag) ? etag : null;
  if (sha256 === null && gitSha1 === null) throw fail('no-checksum');
  return {
    file,
    commit: actualCommit,
    sizeBytes: file.sizeBytes ?? hubSize,
    sha256,
    gitSha1,
    trust: file.sha256 === null ? 'hub' : 'catalog',
  };
}

/** What lies in the staging folder of a file already. */
export async function stagedBytes(target: string): Promise<number> {
  return (await sizeOf(target)) || (await sizeOf(`${target}.partial`));
}

/**
 * Downloads a file to `target` through `<target>.partial`; what an earlier attempt left is continued. Throws
 * `model.download-failed`, `disk.full`, and the signal's reason, after which the next call goes on.
 */
export async function downloadFile(
  source: Source,
  probe: Probe,
  place: { readonly target: string; readonly onProgress: (doneBytes: number) => void },
): Promise<Checksums> {
  const { target, onProgress } = place;
  const partial = `${target}.partial`;
  return asDiskTrouble(probe.file.path, async () => {
    await mkdir(path.dirname(target), { recursive: true });
    const staged = await checkedOrNull(target, probe, source.signal);
    if (staged) return staged;
    // A partial file may be of another version: when the whole does not fit, it is fetched once more from the start.
    for (const isLast of [false, true]) {
      const before = await sizeOf(partial);
      const reach = { bytes: before };
      await withRetries(source, probe.file.path, () => receive(source, probe, { partial, onProgress, reach }));
      const sums = await checksumsOf(partial, source.signal);
      const difference = differenceOf(sums, probe);
      if (difference === null) {
        await rename(partial, target);
        return sums;
      }
      await rm(partial, { force: true });
      if (isLast || before === 0) {
        throw new AppError('model.download-failed', { reason: difference, file: probe.file.path });
      }
    }
    throw new AppError('internal', { reason: 'unreachable' });
  });
}

async function checkedOrNull(target: string, probe: Probe, signal: AbortSignal): Promise<Checksums | null> {
  if ((await sizeOf(target)) === 0) return null;
  const sums = await checksumsOf(target, signal);
  if (differenceOf(sums, probe) === null) return sums;
  await rm(target);
  return null;
}

interface Reception {
  readonly partial: string;
  readonly onProgress: (doneBytes: number) => void;
  /** The most bytes that were ever there: only getting further counts as progress. */
  readonly reach: { bytes: number };
}

/** One attempt to fetch what is missing of the partial file. */
async function receive(
  { hub, repo, signal }: Source,
  probe: Probe,
  { partial, onProgress, reach }: Reception,
): Promise<Retry | null> {
  const { file, commit, sizeBytes } = probe;
  let size = await sizeOf(partial);
  if (sizeBytes !== null && size >= sizeBytes) {
    if (size === sizeBytes) return null;
    await truncate(partial, 0);
    size = 0;
  }
  const response = await hub.fetch(
    { repo, commit, path: file.path },
    { method: 'GET', signal, ...(size > 0 ? { headers: { range: `bytes=${size}-` } } : {}) },
  );
  const isContinued = response.statusCode === 206 && continuesAt(response, size);
  if (response.statusCode === 416 || (response.statusCode === 206 && !isContinued)) {
    await response.body.dump();
    await truncate(partial, 0);
    return { retry: 'range', gotBytes: false };
  }
  const failure = judgeStatus(response, file.path);
  if (failure) {
    await response.body.dump();
    return failure;
  }
  if (size > 0 && !isContinued) {
    // The server ignores ranges and sends everything from the start.
    await truncate(partial, 0);
    size = 0;
  }
  const retry = (cause: unknown): Retry => {
    const gotBytes = size > reach.bytes;
    reach.bytes = Math.max(size, reach.bytes);
    return { retry: cause, gotBytes };
  };
  const handle = await open(partial, 'a');
  try {
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > (sizeBytes ?? MOST_BYTES))
        throw new AppError('model.download-failed', { reason: 'size', file: file.path });
      await writeAll(handle, chunk);
      onProgress(size);
    }
    await handle.sync();
  } catch (error) {
    if (error instanceof AppError || signal.aborted) throw error;
    return retry(error);
  } finally {
    await handle.close();
  }
  return sizeBytes !== null && size < sizeBytes ? retry('short') : null;
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, chunk: Buffer): Promise<void> {
  await asDiskTrouble('model', () => handle.appendFile(chunk));
}

/** Null for an answer that holds the file. */
function judgeStatus(response: HubResponse, file: string): Retry | null {
  const { statusCode: status } = response;
  if (status === 408 || status === 429 || status >= 500) return { retry: status, gotBytes: false };
  if (status >= 400) throw new AppError('model.download-failed', { reason: 'status', status, file });
  const isPage = headerOf(response, 'content-type')?.startsWith('text/html') === true;
  // Redirects bear pages too; they are looked at for their headers only.
  if (isPage && status < 300) throw new AppError('model.download-failed', { reason: 'page', file });
  return null;
}

/** Repeats while the connection fails; a try that brought bytes starts the count anew. */
async function withRetries<T>(source: Source, file: string, attempt: () => Promise<T | Retry>): Promise<T> {
  const { signal, clock } = source;
  for (let failures = 0; ;) {
    signal.throwIfAborted();
    const result = await attempt().catch((error: unknown): Retry => {
      signal.throwIfAborted();
      if (error instanceof AppError || isDiskError(error)) throw error;
      return { retry: error, gotBytes: false };
    });
    if (!isRetry(result)) return result;
    failures = result.gotBytes ? 1 : failures + 1;
    if (failures >= MOST_ATTEMPTS) {
      throw new AppError('model.download-failed', { reason: 'connection', file }, { cause: result.retry });
    }
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)), signal);
  }
}

const isRetry = (result: unknown): result is Retry =>
  typeof result === 'object' && result !== null && 'retry' in result && 'gotBytes' in result;

const isDiskError = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'ENOENT', 'EACCES', 'EPERM', 'EIO', 'EROFS', 'EISDIR', 'ENOTDIR'].some((code) =>
    hasSystemCode(error, code),
  );

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

const continuesAt = (response: HubResponse, offset: number): boolean =>
  Number(/^bytes (\d+)-/.exec(headerOf(response, 'content-range') ?? '')?.[1]) === offset;

const contentLength = (response: HubResponse): string | null =>
  response.statusCode === 200 ? headerOf(response, 'content-length') : null;

/** `W/"abc"` to `abc`. */
const unquoted = (etag: string | null): string | null => etag?.replace(/^(?:W\/)?"?|"?$/g, '') ?? null;
