import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { aFolder } from '../builders/folders.ts';

const LOCK_MODULE = pathToFileURL(path.join(import.meta.dirname, '../../scripts/setup/lock.mjs')).href;

/** A program that takes the lock, appends to `log.txt` and holds the lock for `holdMs`. */
const program = (holdMs: number): string[] => [
  '--input-type=module',
  '-e',
  `import { withLock } from ${JSON.stringify(LOCK_MODULE)};
   import { appendFileSync } from 'node:fs';
   const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
   withLock('lock', { isDone: () => false, onWait: () => undefined, work: () => {
     appendFileSync('log.txt', 'in '); wait(${holdMs}); appendFileSync('log.txt', 'out ');
   } });`,
];

it('lets one program in at a time', async () => {
  const folder = aFolder();
  const children = [1, 2].map(() => spawn(process.execPath, program(150), { cwd: folder }));
  await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))));
  expect(readFileSync(path.join(folder, 'log.txt'), 'utf8')).toBe('in out in out ');
});

it('is taken over from a program that was killed', async () => {
  const folder = aFolder();
  const child = spawn(process.execPath, program(60_000), { cwd: folder });
  await expect.poll(() => existsSync(path.join(folder, 'log.txt'))).toBe(true);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('exit', resolve));
  expect(existsSync(path.join(folder, 'lock'))).toBe(true);
  expect(spawnSync(process.execPath, program(0), { cwd: folder, timeout: 20_000 }).status).toBe(0);
  expect(existsSync(path.join(folder, 'lock'))).toBe(false);
});

it('is taken over when its owner was killed before it could write its name', () => {
  const folder = aFolder();
  writeFileSync(path.join(folder, 'lock'), '');
  const { status } = spawnSync(process.execPath, program(0), { cwd: folder, timeout: 20_000 });
  expect(status).toBe(0);
}, 20_000);
