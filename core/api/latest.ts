/** Turning changes into a stream of states that a slow reader cannot drown in. */

import { setTimeout as delay } from 'node:timers/promises';

export interface LatestOptions<T> {
  readonly read: () => T;
  /** Calls the listener after each change. @returns a function that ends the listening */
  readonly listen: (listener: () => void) => () => void;
  readonly signal: AbortSignal;
  /** No two states come closer than this. */
  readonly intervalMs: number;
}

/** The state now, then the newest one after changes; states in between are left out. Ends with the signal. */
export async function* latest<T>({ read, listen, signal, intervalMs }: LatestOptions<T>): AsyncGenerator<T, void> {
  let isChanged = true;
  let wake: () => void = () => undefined;
  const notice = (): void => {
    isChanged = true;
    wake();
  };
  const stop = listen(notice);
  signal.addEventListener('abort', notice);
  try {
    while (!signal.aborted) {
      if (isChanged) {
        isChanged = false;
        yield read();
        await delay(intervalMs);
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stop();
    signal.removeEventListener('abort', notice);
  }
}
