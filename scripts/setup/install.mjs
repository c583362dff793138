/** Installs the dependencies on first use and whenever the lock file changed. Needs nothing but Node and npm. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';

/** @param {string} root the project's folder */
export function ensureInstalled(root) {
  const stampFile = path.join(root, 'node_modules', '.setup-stamp');
  const stamp = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  const isDone = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isDone()) return;
  withLock(path.join(root, '.setup-lock'), {
    isDone,
    onWait: () => console.error('[setup] another installation is running, waiting…'),
    work: () => {
      console.error('[setup] installing dependencies (once, about a minute, 1 GB)…');
      npmCi(root);
      writeFileSync(stampFile, stamp);
    },
  });
}

function npmCi(root) {
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const options = {
    cwd: root,
    // Standard output belongs to the command that follows: with --json it must hold one document and nothing else.
    stdio: ['ignore', 2, 2],
    // onnxruntime's own install script fetches GPU libraries and fails offline; the CPU build is in the package.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  };
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('[setup] npm ci failed. Check the connection to the npm registry and run the command again.');
    process.exit(result.status ?? 1);
  }
}
