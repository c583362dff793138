/** Temporary folders that go away with the test. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** @returns absolute path of a new empty folder, removed when the running test ends */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'razbor-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
