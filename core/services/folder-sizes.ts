/** How much of the disk each part of the data folder takes. */

import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FolderSizes } from '#core/domain/data-folder.ts';
import { hasSystemCode } from '#core/errors.ts';
import { DATABASE_FILE } from '#core/store/index.ts';

export async function folderSizes(dataDir: string): Promise<FolderSizes> {
  const [recordings, models, reports, logs, all] = await Promise.all([
    sizeBelow(path.join(dataDir, 'recordings')),
    sizeBelow(path.join(dataDir, 'models')),
    sizeBelow(path.join(dataDir, 'reports')),
    sizeBelow(path.join(dataDir, 'logs')),
    readdir(dataDir),
  ]);
  const database = await Promise.all(
    all.filter((name) => name.startsWith(DATABASE_FILE)).map((name) => sizeOf(path.join(dataDir, name))),
  );
  return { database: sum(database), recordings, models, reports, logs };
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

async function sizeBelow(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const sizes: number[] = [];
    for (const entry of entries) if (entry.isFile()) sizes.push(await sizeOf(path.join(entry.parentPath, entry.name)));
    return sum(sizes);
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

/** A file may go away between listing and looking. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
