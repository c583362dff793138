/** An imitated portal and an empty data folder, ready to be pulled. */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { PortalData } from '#core/demo/index.ts';
import type { PortalWork } from '#core/pipeline/pull-portal.ts';
import { openStore } from '#core/store/index.ts';
import { aFolder } from '../../builders/folders.ts';
import { expectNoLeakInFolder } from '../../fakes/leaks.ts';
import { connectPortal, type Connected } from '../../fakes/portal.ts';

export const SOURCE = 'portal:test';

export interface PortalJob extends Connected {
  readonly work: PortalWork;
  /** Names and contents below `recordings/`, by path. */
  readonly files: () => Promise<ReadonlyMap<string, Buffer>>;
  /** How many requests of a method the portal has seen. */
  readonly asked: (method: string) => number;
}

export async function aPortalJob(data: PortalData): Promise<PortalJob> {
  const connected = await connectPortal({ data, portal: { source: SOURCE } });
  const { portal, clock, logger, fake } = connected;
  const dataDir = aFolder();
  // Before the folder is removed, whatever the test did.
  onTestFinished(() => expectNoLeakInFolder(fake, dataDir));
  const store = openStore(dataDir, clock);
  onTestFinished(() => store.close());
  const { signal } = new AbortController();
  return {
    ...connected,
    work: { portal, source: SOURCE, store, dataDir, logger, clock, signal },
    files: () => filesBelow(path.join(dataDir, 'recordings')),
    asked: (method) => fake.journal.entries.filter((entry) => entry.method === method.toLowerCase()).length,
  };
}

export async function filesBelow(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
}
