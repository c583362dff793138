/** Processor time of this process and of programs that it starts. */

import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 100;

export interface Spent {
  /** Seconds of all processors together; other programs on the computer do not count. */
  readonly processor: number;
  readonly wall: number;
}

/** What `work` takes, child processes included (on Linux; elsewhere time on the wall stands in for theirs). */
export async function timeSpent(work: () => Promise<void>): Promise<Spent> {
  const children = new Map<number, { readonly first: number; last: number }>();
  const isFirst = { value: true };
  const sample = (): void => {
    for (const [pid, seconds] of childSeconds()) {
      const known = children.get(pid);
      // A child that was there before brings its past along.
      if (known === undefined) children.set(pid, { first: isFirst.value ? seconds : 0, last: seconds });
      else known.last = seconds;
    }
    isFirst.value = false;
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  const [before, started] = [process.cpuUsage(), performance.now()];
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  sample();
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - started) / 1000;
  const own = (user + system) / 1e6;
  const theirs = [...children.values()].reduce((sum, { first, last }) => sum + last - first, 0);
  return { processor: process.platform === 'linux' ? own + theirs : Math.max(own, wall), wall };
}

function childSeconds(): [pid: number, seconds: number][] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid): [number, number][] => {
      // Behind the name, which may hold anything: state, parent, …, user and system ticks (proc_pid_stat(5)).
      const fields =
        readStat(pid)
          ?.replace(/^.*\) /s, '')
          .split(' ') ?? [];
      const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
      return Number(fields[1]) === process.pid ? [[Number(pid), seconds]] : [];
    });
}

/** Null for a process that has ended meanwhile. */
function readStat(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
}
