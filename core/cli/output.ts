/** What the command line says: results on standard output, everything else on standard error. */

import type { AppError } from '#core/errors.ts';
import { errorSentence } from '#core/texts/errors.ts';

export interface Output {
  /** A line for the person at the terminal. */
  say(text: string): void;
  /** A progress line; on a terminal it replaces the one before, elsewhere one is written every few seconds. */
  progress(text: string): void;
  /** The result: `data` as one JSON document with `--json`, else `text`. */
  result(data: unknown, text: string): void;
  fail(error: AppError): void;
}

/** Without a terminal (a scheduler's log) a progress line is written at most this often. */
const PLAIN_PROGRESS_MS = 5_000;

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly now: () => number;
}

/** @param isJson `--json` was given */
export function createOutput({ stdout, stderr, now }: Streams, isJson: boolean): Output {
  let hasProgress = false;
  let lastProgress = -Infinity;
  const clear = () => {
    if (hasProgress && stderr.isTTY) stderr.write('\r\x1b[K');
    hasProgress = false;
  };
  return {
    say(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
      else if (now() - lastProgress >= PLAIN_PROGRESS_MS) stderr.write(`${text}\n`);
      else return;
      hasProgress = true;
      lastProgress = now();
    },
    result(data, text) {
      clear();
      stdout.write(isJson ? `${JSON.stringify(data)}\n` : `${text}\n`);
    },
    fail(error) {
      clear();
      stderr.write(`${errorSentence(error)}\n`);
      if (isJson) stdout.write(`${JSON.stringify({ error: { ...error.toData(), text: errorSentence(error) } })}\n`);
    },
  };
}
