/** Where Electron's binary lies: it is no part of the package, the `electron` package downloads it on first use. */

import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** @param root the project's folder @returns null where it has not been downloaded */
export function electronBinary(root: string): string | null {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules', 'electron', 'dist');
  const file = path.join(dist, NAMES[process.platform] ?? 'electron');
  return existsSync(file) ? file : null;
}
