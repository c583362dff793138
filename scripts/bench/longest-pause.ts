/** How long the event loop stands still while something works: what a question of the screens may have to wait. */

export interface Pace {
  /** Processor time of this process, seconds. */
  readonly processor: number;
  readonly wallSeconds: number;
  /** Milliseconds that the thread worked between two turns of the event loop; other programs do not count. */
  readonly longestPauseMs: number;
  /** Memory of this process, threads included: what it held before, and the most that was seen. */
  readonly memoryBytes: { readonly before: number; readonly most: number };
}

export async function paceOf<Result>(work: () => Promise<Result>): Promise<Pace & { readonly result: Result }> {
  let longestPauseMs = 0;
  let lastTurn = process.threadCpuUsage();
  const memoryBefore = process.memoryUsage.rss();
  let most = memoryBefore;
  const beat = setInterval(() => {
    longestPauseMs = Math.max(longestPauseMs, milliseconds(process.threadCpuUsage(lastTurn)));
    most = Math.max(most, process.memoryUsage.rss());
    lastTurn = process.threadCpuUsage();
  });
  const [before, startedAt] = [process.cpuUsage(), performance.now()];
  try {
    const result = await work();
    const wallSeconds = (performance.now() - startedAt) / 1000;
    const processor = milliseconds(process.cpuUsage(before)) / 1000;
    return { result, processor, wallSeconds, longestPauseMs, memoryBytes: { before: memoryBefore, most } };
  } finally {
    clearInterval(beat);
  }
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** A line of figures about some work. */
export function printPace(title: string, { processor, wallSeconds, longestPauseMs, memoryBytes }: Pace): void {
  const { before, most } = memoryBytes;
  const figures = [
    `${processor.toFixed(1)} s of one core`,
    `${wallSeconds.toFixed(1)} s on the wall`,
    `longest pause ${longestPauseMs.toFixed(0)} ms`,
    `memory ${(most / 1e6).toFixed(0)} MB (${((most - before) / 1e6).toFixed(0)} more than before)`,
  ];
  console.log(`${title}: ${figures.join(', ')}`);
}
