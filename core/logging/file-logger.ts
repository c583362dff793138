/** A log file for support: one JSON object a line, redacted, small. */

import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { hasSystemCode } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import { redact } from './redact.ts';

const FILE_NAME = 'razbor.log';
const MAX_SIZE_BYTES = 5_000_000;

/**
 * Writes to `<directory>/razbor.log`; a file over 5 MB becomes `razbor.old.log` at the next start.
 * Writing is synchronous: the last line before a crash is the one that matters.
 */
export function createFileLogger(directory: string): Logger {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, FILE_NAME);
  rotate(file, path.join(directory, 'razbor.old.log'));
  const sink = pino.destination({ dest: file, sync: true });
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => sink.write(redact(line)) },
  );
  return {
    log: (level, event, facts = {}) => logger[level]({ ...facts, event }),
  };
}

/** A logger that keeps nothing, for commands without a data folder. */
export const silentLogger: Logger = { log: () => undefined };

function rotate(file: string, old: string): void {
  try {
    if (statSync(file).size < MAX_SIZE_BYTES) return;
    rmSync(old, { force: true });
    renameSync(file, old);
  } catch (error) {
    if (!hasSystemCode(error, 'ENOENT')) throw error;
  }
}
