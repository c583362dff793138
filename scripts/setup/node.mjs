/** Finds a Node new enough for the project: its own where the system's is older (docs/architecture.md, "Node"). */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** better-sqlite3 13 needs N-API 10 and TypeScript runs without a build from here on. */
const MINIMUM = [24, 0];

/** @param {string} root the project's folder @returns {string} path of the executable */
export function findNode(root) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return process.execPath;
  const own = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  console.error(
    `Node ${MINIMUM.join('.')} or newer is needed on ${process.platform}-${process.arch}: found ${process.versions.node}.`,
  );
  console.error('Install it from https://nodejs.org and run the command again.');
  process.exit(1);
}
