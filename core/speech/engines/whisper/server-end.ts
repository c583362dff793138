/** How a server ended, for errors and the log. */

import type { ChildProcess } from 'node:child_process';

import { AppError } from '#core/errors.ts';

export interface ServerEnd {
  /** False where there is no such program. */
  readonly hasStarted: boolean;
  readonly exitCode: number | null;
  /** What the system ended it with, e.g. `SIGABRT` after a failed assertion. */
  readonly signal: string | null;
  /** Its last lines, without names of folders; whisper.cpp writes no recognised text there. */
  readonly said: string;
}

const KEPT_CHARACTERS = 2000;
const KEPT_LINES = 12;
/** Everything before the last slash, e.g. where the sources lay on the computer that built the program. */
const FOLDERS = /(?:[A-Za-z]:)?[\\/](?:[^\s'":\\/]+[\\/])*(?=[^\s\\/])/g;

/** Resolves when the process has gone and all that it wrote has been read. */
export function watchEnd(child: ChildProcess): Promise<ServerEnd> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-KEPT_CHARACTERS);
  });
  return new Promise((resolve) => {
    child.on('error', ({ message }) => {
      if (child.pid === undefined) resolve({ hasStarted: false, exitCode: null, signal: null, said: message });
    });
    child.on('close', (exitCode, signal) => resolve({ hasStarted: true, exitCode, signal, said: lastLines(output) }));
  });
}

function lastLines(output: string): string {
  return output.replace(FOLDERS, '').trim().split('\n').slice(-KEPT_LINES).join('\n');
}

/** @param error what the other end of the connection met */
export function crashOf({ exitCode, signal, said }: ServerEnd, error?: unknown): AppError {
  return new AppError(
    'engine.crashed',
    { reason: 'died', exitCode, signal },
    { cause: new Error(said, { cause: error }) },
  );
}
