/** How many threads inference takes: the physical cores less one, which is the user's. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

import { hasSystemCode } from '#core/errors.ts';

/** More threads than this gain nothing with models of this size. */
const MOST_THREADS = 8;
/** PowerShell takes a second or two to start. */
const COMMAND_MS = 10_000;

const run = promisify(execFile);

/** What prints the number of physical cores, by platform; several processors print a line each. */
const COMMANDS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['sysctl', '-n', 'hw.physicalcpu'],
  win32: [
    'powershell.exe',
    ...['-NoProfile', '-NonInteractive', '-Command'],
    '(Get-CimInstance -ClassName Win32_Processor).NumberOfCores',
  ],
};

let found: Promise<number> | null = null;

/** At least one. Two threads on one physical core share its arithmetic units: the second only gets in the way. */
export async function inferenceThreads(): Promise<number> {
  found ??= physicalCores(process.platform);
  // In a container or under a limit there may be fewer than the computer has.
  const cores = Math.min(await found, availableParallelism());
  return Math.max(1, Math.min(MOST_THREADS, cores - 1));
}

/**
 * Physical cores of this computer. Where the system does not say, half of what it runs at a time, since processors with
 * two threads a core are the rule.
 */
export async function physicalCores(platform: NodeJS.Platform): Promise<number> {
  const fallback = Math.max(1, Math.ceil(availableParallelism() / 2));
  try {
    if (platform === 'linux') return coresOfCpuInfo(await readFile('/proc/cpuinfo', 'utf8')) ?? fallback;
    const command = COMMANDS[platform];
    if (command === undefined) return fallback;
    const [program, ...args] = command;
    const { stdout } = await run(program, args, { timeout: COMMAND_MS, windowsHide: true });
    return sumOfLines(stdout) ?? fallback;
  } catch (error) {
    // A missing program, a forbidden one, one that hangs: nothing that a user could do about it.
    if (error instanceof Error && ('killed' in error || hasSystemCode(error, 'ENOENT'))) return fallback;
    throw error;
  }
}

/** Different pairs of socket and core; null where the kernel does not tell them (ARM). */
export function coresOfCpuInfo(text: string): number | null {
  const cores = new Set<string>();
  for (const block of text.split(/\n\s*\n/)) {
    const core = /^core id\s*:\s*(\d+)/m.exec(block)?.[1];
    if (core !== undefined) cores.add(`${/^physical id\s*:\s*(\d+)/m.exec(block)?.[1] ?? '0'}/${core}`);
  }
  return cores.size === 0 ? null : cores.size;
}

/** Null where a line is no number. */
export function sumOfLines(text: string): number | null {
  const numbers = text.trim().split(/\s+/).map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  return Number.isInteger(sum) && sum > 0 ? sum : null;
}
