/** Models from a USB stick: which model of the catalogue a file or a folder holds, and its installation. */

import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '#core/errors.ts';
import type { CatalogFile, CatalogModel } from './catalog.ts';
import { asDiskTrouble, checksumsOf, differenceOf, type Checksums } from './checksum.ts';
import { ensureSpace, finishInstall, type PlaceOptions } from './install.ts';
import { withInstallLock } from './install-lock.ts';
import { stagingFolder, type InstalledFile, type Manifest } from './installed.ts';

/** Folders are looked into this deep, and this many entries: a stick may hold anything. */
const DEEPEST = 4;
const MOST_ENTRIES = 5_000;

interface Candidate {
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
}

export interface ImportSource {
  /** A file, or a folder that holds the files of a model. */
  readonly path: string;
  readonly catalog: readonly CatalogModel[];
  /** Said by the user, where the files alone do not tell. */
  readonly id?: string | undefined;
}

/**
 * Recognises the model by the names, sizes and checksums of its files, and by the folder's name, and installs it. Throws `file.not-found`,
 * `model.unrecognised`, `model.corrupt` where a file has the right name and the wrong contents, and what installing throws.
 */
export async function importModel(source: ImportSource, options: PlaceOptions): Promise<Manifest> {
  const { catalog, id } = source;
  const candidates = await asDiskTrouble(path.basename(source.path), () => candidatesIn(source.path));
  const models = id === undefined ? catalog : catalog.filter((model) => model.id === id);
  if (models.length === 0) throw new AppError('model.unknown', { model: id ?? '' });
  const found = recognise(models, candidates, path.basename(source.path));
  return withInstallLock(options, found.model.id, () => copyFound(found, options));
}

interface Found {
  readonly model: CatalogModel;
  readonly files: readonly Candidate[];
}

async function copyFound({ model, files }: Found, options: PlaceOptions): Promise<Manifest> {
  const staging = stagingFolder(options.modelsDir, model.id);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await ensureSpace(options, totalBytes, 0);
  const installed: InstalledFile[] = [];
  let doneBytes = 0;
  try {
    for (const [i, file] of model.files.entries()) {
      const sums = await copyChecked(files[i]!, file, { staging, signal: options.signal });
      installed.push({
        path: file.path,
        sizeBytes: sums.sizeBytes,
        sha256: sums.sha256,
        trust: file.sha256 === null ? 'import' : 'catalog',
      });
      doneBytes += sums.sizeBytes;
      options.onProgress?.(doneBytes, totalBytes);
    }
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  return finishInstall(model, { commit: model.commit, files: installed }, options);
}

async function copyChecked(
  from: Candidate,
  file: CatalogFile,
  { staging, signal }: { readonly staging: string; readonly signal: AbortSignal },
): Promise<Checksums> {
  const target = path.join(staging, file.path);
  return asDiskTrouble(path.basename(from.path), async () => {
    signal.throwIfAborted();
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(from.path, target);
    const sums = await checksumsOf(target, signal);
    const difference = differenceOf(sums, file);
    if (difference !== null)
      throw new AppError('model.corrupt', { file: path.basename(from.path), reason: difference });
    return sums;
  });
}

async function candidatesIn(source: string): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  let seen = 0;
  const look = async (entry: string, depth: number): Promise<void> => {
    seen += 1;
    if (seen > MOST_ENTRIES) return;
    const stats = await stat(entry);
    if (stats.isFile()) found.push({ path: entry, sizeBytes: stats.size });
    if (!stats.isDirectory() || depth === DEEPEST) return;
    for (const child of await readdir(entry, { withFileTypes: true })) {
      // Links may lead in circles and out of the stick.
      if (child.isFile() || child.isDirectory()) await look(path.join(entry, child.name), depth + 1);
    }
  };
  await look(source, 0);
  return found;
}

/** The model whose files are all there; the one that more is known of wins. */
function recognise(catalog: readonly CatalogModel[], candidates: readonly Candidate[], name: string): Found {
  const fits = catalog.flatMap((model) => {
    const matches = model.files.map((file) => matchOf(file, candidates));
    if (!matches.every((match) => match !== null)) return [];
    const files = matches.map(({ candidate }) => candidate);
    return [{ model, files, evidence: Math.min(...matches.map(({ evidence }) => evidence)) }];
  });
  const best = Math.max(...fits.map(({ evidence }) => evidence));
  const likely = fits.filter(({ evidence }) => evidence === best);
  // Models of one family have files of the same names: then the folder's name tells.
  const called = likely.filter(({ model }) => isCalled(name, model));
  const chosen = called.length === 1 ? called : likely;
  if (chosen.length === 1) return chosen[0]!;
  const byName = candidates.find((candidate) => catalog.some(({ files }) => files.some(isNamed(candidate))));
  if (chosen.length === 0 && byName)
    throw new AppError('model.corrupt', { file: path.basename(byName.path), reason: 'size' });
  throw new AppError('model.unrecognised', { file: name, models: chosen.map(({ model }) => model.id) });
}

/** By the catalogue's name, or as the hub's own tools name their folders: `small`, `models--maker--small`. */
function isCalled(name: string, { id, repo }: CatalogModel): boolean {
  const [maker, title] = repo.split('/');
  return [id, title, `models--${maker}--${title}`].includes(name);
}

const isNamed =
  (candidate: Candidate) =>
  (file: CatalogFile): boolean =>
    path.basename(candidate.path) === path.posix.basename(file.path);

/** Names that many models use say nothing without a size. */
const COMMON_NAMES = new Set(['model.onnx', 'model_quantized.onnx', 'config.json', 'tokenizer.json']);

/** The candidate for a file: 2 where name and size are right or the size is, 1 where only the name is known. */
function matchOf(
  file: CatalogFile,
  candidates: readonly Candidate[],
): { readonly candidate: Candidate; readonly evidence: number } | null {
  const { sizeBytes } = file;
  if (sizeBytes !== null) {
    const sized = candidates.filter((candidate) => candidate.sizeBytes === sizeBytes);
    const candidate = sized.find((one) => isNamed(one)(file)) ?? sized[0];
    return candidate ? { candidate, evidence: 2 } : null;
  }
  const named = candidates.find((candidate) => isNamed(candidate)(file));
  if (!named) return null;
  return { candidate: named, evidence: COMMON_NAMES.has(path.basename(named.path)) ? 0 : 1 };
}
