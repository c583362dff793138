/** One installation of a model at a time, also among several programs that share a models folder. */

import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

import { hasSystemCode } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import { modelId } from './catalog.ts';

/** How often a holder says that it is still there. */
const BEAT_MS = 5_000;
/** A lock without a sign of life for this long belongs to nobody: its process id may be somebody else's by now. */
const STALE_MS = 60_000;
const LOOK_AGAIN_MS = 500;

interface LockOptions {
  readonly modelsDir: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Does the work while nobody else installs this model; waits for whoever does. The lock of a program that was killed is
 * taken over. Throws the signal's reason while waiting.
 * @param work is told whether it had to wait
 */
export async function withInstallLock<T>(
  { modelsDir, clock, signal }: LockOptions,
  id: string,
  work: (hadToWait: boolean) => Promise<T>,
): Promise<T> {
  const file = path.join(modelsDir, `.${modelId.parse(id)}.lock`);
  await mkdir(modelsDir, { recursive: true });
  let hadToWait = false;
  while (!(await take(file))) {
    if (await isAbandoned(file)) {
      await rm(file, { force: true });
      continue;
    }
    hadToWait = true;
    await clock.sleep(LOOK_AGAIN_MS, signal);
  }
  const beat = setInterval(() => {
    const now = new Date();
    // Gone with its folder: there is nothing left to hold.
    utimes(file, now, now).catch(() => clearInterval(beat));
  }, BEAT_MS);
  try {
    return await work(hadToWait);
  } finally {
    clearInterval(beat);
    await rm(file, { force: true });
  }
}

/** @returns false where somebody holds it */
async function take(file: string): Promise<boolean> {
  try {
    await using handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    return true;
  } catch (error) {
    if (hasSystemCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > STALE_MS) return true;
    const holder = Number(await readFile(file, 'utf8'));
    // Empty between its creation and the first word in it.
    return holder > 0 && !isRunning(holder);
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasSystemCode(error, 'EPERM');
  }
}
