/**
 * Searches everything that a program leaves behind (log lines, errors, files with their names, the database) for the
 * key of the portal and for telephone numbers. Numbers are stored in the database by design, the key nowhere.
 */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { FakePortal } from '#core/demo/index.ts';
import { PHONE } from './portal-data.ts';

/** The database with its write-ahead log and copies. */
const DATABASE = /\.db(?:-wal|-shm)?$/u;

const secretsOf = ({ settings }: FakePortal): string[] => [settings.secret, settings.oauth.clientSecret];

/** @param what anything that somebody may read: a text, a log, an error */
export function expectNoLeak(fake: FakePortal, what: unknown): void {
  const text = typeof what === 'string' ? what : inspect(what, { depth: 20, maxArrayLength: null, showHidden: true });
  for (const secret of secretsOf(fake)) expect(text).not.toContain(secret);
  expect(text).not.toContain(PHONE.slice(2));
}

/** Files below a folder: names and contents. A folder that is gone leaks nothing. */
export async function expectNoLeakInFolder(fake: FakePortal, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    expectNoLeak(fake, entry.name);
    if (!entry.isFile()) continue;
    const content = await readFile(path.join(entry.parentPath, entry.name), 'latin1');
    if (DATABASE.test(entry.name)) for (const secret of secretsOf(fake)) expect(content).not.toContain(secret);
    else expectNoLeak(fake, content);
  }
}
