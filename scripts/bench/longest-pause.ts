/** How long the event loop stands still while something works: what a question of the screens may have to wait. */

export interface Pace {
  /** Processor time of this process, seconds. */
  readonly processor: number;
  readonly wallSeconds: number;
  /** Milliseconds that the thread worked between two turns of the event loop; other programs do not count. */
  readonly longestPauseMs: number;
}

export async function paceOf<Result>(work: () => Promise<Result>): Promise<Pace & { readonly result: Result }> {
  let longestPauseMs = 0;
  let lastTurn = process.threadCpuUsage();
  const beat = setInterval(() => {
    longestPauseMs = Math.max(longestPauseMs, milliseconds(process.threadCpuUsage(lastTurn)));
    lastTurn = process.threadCpuUsage();
  });
  const [before, startedAt] = [process.cpuUsage(), performance.now()];
  try {
    const result = await work();
    const wallSeconds = (performance.now() - startedAt) / 1000;
    return { result, processor: milliseconds(process.cpuUsage(before)) / 1000, wallSeconds, longestPauseMs };
  } finally {
    clearInterval(beat);
  }
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** A line of figures about some work. */
export function printPace(title: string, { processor, wallSeconds, longestPauseMs }: Pace): void {
  console.log(
    `${title}: ${processor.toFixed(1)} s of one core, ${wallSeconds.toFixed(1)} s on the wall, longest pause ${longestPauseMs.toFixed(0)} ms`,
  );
}
