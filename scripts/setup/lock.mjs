/** A lock file that a killed owner cannot leave behind: it names the owner's process, and a dead owner's lock is taken over. */
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** A lock without a readable owner (killed between creating and writing) is stale after this time. */
const UNREADABLE_LOCK_MS = 5_000;
const POLL_MS = 300;

/**
 * Runs `work` while holding the lock at `path`; waits for a living owner.
 * @param {string} path
 * @param {{ work: () => void, isDone: () => boolean, onWait: () => void }} options `isDone`: stop waiting, the owner did it
 */
export function withLock(path, { work, isDone, onWait }) {
  let hasAnnounced = false;
  while (!tryLock(path)) {
    if (isDone()) return;
    if (!hasAnnounced) onWait();
    hasAnnounced = true;
    sleep(POLL_MS);
  }
  try {
    if (!isDone()) work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryLock(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isOwnerGone(path)) return false;
  // Rename first: of two processes that see the same stale lock only one succeeds.
  const taken = `${path}.${process.pid}`;
  try {
    renameSync(path, taken);
    rmSync(taken, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

function isOwnerGone(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0) return Date.now() - statSync(path).mtimeMs > UNREADABLE_LOCK_MS;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function sleep(durationMs) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
