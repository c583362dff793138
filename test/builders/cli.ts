/** The command line as its users start it: a process of its own. */

import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

export interface CliResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly result: Promise<CliResult>;
  /** What it has written so far. */
  output(): string;
}

/** Starts `razbor <args>`; the caller ends it. */
export function spawnCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningCli {
  const child = spawn(process.execPath, [path.join(ROOT, 'core/cli/main.ts'), ...args], {
    env: { ...process.env, RAZBOR_WEBHOOK: undefined, ...env },
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (written[name] += text));
  }
  const result = new Promise<CliResult>((resolve) => child.on('close', (code) => resolve({ code, ...written })));
  return { child, result, output: () => written.stdout + written.stderr };
}

/** The same inside a test: it is ended with the test at the latest. */
export function startCli(args: readonly string[], env?: NodeJS.ProcessEnv): RunningCli {
  const running = spawnCli(args, env);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running;
}

export const runCli = (args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CliResult> =>
  startCli(args, env).result;
