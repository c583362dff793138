/** What the system tells of a folder: recordings and their descriptions that are there, come or change. */

import type { Stats } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { isAudioName, isTableName } from '#core/folder-source/index.ts';
import type { FileLook } from '#core/store/index.ts';

export interface FolderEventsOptions {
  readonly folder: string;
  readonly isPolling: boolean;
  /** Also called for every file that is there at the start. */
  readonly onFile: (file: string, look: FileLook) => void;
}

export interface FolderEvents {
  /** The system tells nothing more; watch anew. */
  isBroken(): boolean;
  close(): Promise<void>;
}

/** Asking costs a look at every file. */
const POLL_MS = 5_000;

export function createFolderEvents({ folder, isPolling, onFile }: FolderEventsOptions): FolderEvents {
  let isBroken = false;
  // Windows tells nothing about paths of the kind \\server\folder.
  const usePolling = isPolling || folder.startsWith('\\\\');
  const watcher = watch(folder, {
    alwaysStat: true,
    followSymlinks: false,
    ignored: (file, stats) => stats !== undefined && !stats.isDirectory() && !isOfInterest(path.basename(file)),
    ...(usePolling ? { usePolling, interval: POLL_MS, binaryInterval: POLL_MS } : {}),
  });
  const tell = (file: string, stats?: Stats): void =>
    onFile(file, { sizeBytes: stats?.size ?? 0, modifiedMs: Math.floor(stats?.mtimeMs ?? 0) });
  watcher.on('add', tell);
  watcher.on('change', tell);
  watcher.on('error', () => (isBroken = true));
  return { isBroken: () => isBroken, close: () => watcher.close() };
}

const isOfInterest = (name: string): boolean =>
  isAudioName(name) || isTableName(name) || path.extname(name).toLowerCase() === '.json';
