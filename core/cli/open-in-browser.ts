/** Opens a file or a local address in the user's browser. */

import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  // `start` is a shell built-in whose first quoted argument is a title; explorer takes the target as it is.
  win32: ['explorer.exe'],
  darwin: ['open'],
  linux: ['xdg-open'],
};

/** Never fails: on a machine without a browser the printed path is enough. */
export function openInBrowser(target: string, platform: NodeJS.Platform): void {
  const opener = OPENERS[platform];
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, target], { stdio: 'ignore', detached: true });
  child.on('error', () => child.unref());
  child.unref();
}
