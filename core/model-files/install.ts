/** Installing a model: all files from the hub, or from a folder, then one rename. */

import { mkdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import type { CatalogModel } from './catalog.ts';
import { downloadFile, probeFile, stagedBytes, type Probe } from './download.ts';
import type { Hub } from './hub.ts';
import { withInstallLock } from './install-lock.ts';
import { modelFolder, publish, readManifest, stagingFolder, type InstalledFile, type Manifest } from './installed.ts';
import { verifyModel } from './verify.ts';

export interface PlaceOptions {
  /** Folder of all installed models. */
  readonly modelsDir: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number | null) => void;
  /**
   * Proves that the complete model works, before it counts as installed.
   * @param folder of the model, with its manifest
   */
  readonly check?: (folder: string) => Promise<void>;
  /** Free bytes on the disk of a folder; replaced in tests. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Left free for everything else. */
const RESERVE_BYTES = 64 * 1024 ** 2;

/**
 * Downloads and installs a model. Where another program is at it, its work is waited for and taken as done when it is
 * whole. A call after a failure, a cancel or a kill goes on where it stopped. Throws
 * `model.download-failed`, `disk.full`, `model.corrupt` (from `check`) and the signal's reason.
 */
export function installModel(model: CatalogModel, hub: Hub, options: PlaceOptions): Promise<Manifest> {
  return withInstallLock(options, model.id, async (hadToWait) => {
    const { modelsDir, signal } = options;
    if (hadToWait && (await verifyModel(modelsDir, model.id, signal)).state === 'ok') {
      const made = await readManifest(modelFolder(modelsDir, model.id));
      if (made) return made;
    }
    return download(model, hub, options);
  });
}

async function download(model: CatalogModel, hub: Hub, options: PlaceOptions): Promise<Manifest> {
  const { modelsDir, signal, clock } = options;
  const staging = stagingFolder(modelsDir, model.id);
  await mkdir(staging, { recursive: true });
  const source = { hub, repo: model.repo, clock, signal };
  const pinned = await readManifest(modelFolder(modelsDir, model.id)).catch(() => null);
  const commit = model.commit ?? pinned?.commit ?? null;
  const probes: Probe[] = [];
  for (const file of model.files) {
    const known = pinned?.commit === commit ? pinned.files.find(({ path: name }) => name === file.path) : undefined;
    const expected = { ...file, sha256: file.sha256 ?? known?.sha256 ?? null };
    probes.push(await probeFile(source, expected, probes[0]?.commit ?? commit));
  }
  const targets = probes.map(({ file }) => path.join(staging, file.path));
  const totalBytes = totalOf(probes);
  await ensureSpace(options, totalBytes, (await Promise.all(targets.map(stagedBytes))).reduce(sum, 0));

  const files: InstalledFile[] = [];
  for (const [i, probe] of probes.entries()) {
    const before = files.reduce((bytes, { sizeBytes }) => bytes + sizeBytes, 0);
    const { sizeBytes, sha256 } = await downloadFile(source, probe, {
      target: targets[i]!,
      onProgress: (doneBytes) => options.onProgress?.(before + doneBytes, totalBytes),
    });
    files.push({
      path: probe.file.path,
      sizeBytes,
      sha256,
      trust: model.files[i]!.sha256 === null ? 'hub' : 'catalog',
    });
  }
  return finishInstall(model, { commit: probes[0]!.commit, files }, options);
}

/** Turns a complete staging folder into an installed model. */
export async function finishInstall(
  model: CatalogModel,
  made: { readonly commit: string | null; readonly files: readonly InstalledFile[] },
  { modelsDir, clock, check, signal }: PlaceOptions,
): Promise<Manifest> {
  const manifest: Manifest = {
    format: 'razbor-model',
    version: 1,
    id: model.id,
    engine: model.engine,
    repo: model.repo,
    commit: made.commit,
    installedAt: new Date(clock.now()).toISOString(),
    files: [...made.files],
  };
  signal.throwIfAborted();
  await publish(modelsDir, manifest, async (folder) => {
    try {
      await check?.(folder);
    } catch (error) {
      // The files are what was asked for and still do not work: keeping them would not help.
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  });
  return manifest;
}

/** Throws `disk.full` where what is missing does not fit. */
export async function ensureSpace(
  { modelsDir, freeBytes = freeBytesOf }: PlaceOptions,
  totalBytes: number | null,
  hereBytes: number,
): Promise<void> {
  if (totalBytes === null) return;
  const needBytes = totalBytes - hereBytes + RESERVE_BYTES;
  const free = await freeBytes(modelsDir);
  if (needBytes > free) throw new AppError('disk.full', { needMb: toMb(needBytes), freeMb: toMb(free) });
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

const toMb = (bytes: number): number => Math.ceil(bytes / 1_000_000);
const sum = (a: number, b: number): number => a + b;

function totalOf(probes: readonly Probe[]): number | null {
  const sizes = probes.map(({ sizeBytes }) => sizeBytes);
  return sizes.every((size) => size !== null) ? sizes.reduce(sum, 0) : null;
}
