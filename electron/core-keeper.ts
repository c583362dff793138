/** Keeps a core running: one that crashes is started again, and pages find the new one by themselves. */

import type { CoreProcess } from './core-process.ts';

/** More crashes than this within the window are no accident. */
const MAX_CRASHES = 3;
const WINDOW_MS = 5 * 60_000;

export interface CoreKeeperOptions {
  /** @param onExit to be called when that core has gone */
  readonly start: (onExit: (code: number) => void) => CoreProcess;
  readonly now: () => number;
  /** Told once, when starting again does not help. */
  readonly onGivenUp: () => void;
}

export interface CoreKeeper extends CoreProcess {
  /** From now on a core that goes stays gone: it has said why it cannot work. */
  letGo(): void;
}

export function keepCore({ start, now, onGivenUp }: CoreKeeperOptions): CoreKeeper {
  const crashes: number[] = [];
  let isKept = true;
  let core = start(onExit);

  function onExit(code: number): void {
    if (!isKept) return;
    // A core that ends by itself wants to be started anew, e.g. over restored data.
    if (code !== 0) crashes.push(now());
    while (crashes[0] !== undefined && crashes[0] < now() - WINDOW_MS) crashes.shift();
    if (crashes.length > MAX_CRASHES) {
      isKept = false;
      onGivenUp();
    } else {
      core = start(onExit);
    }
  }

  return {
    connect: (port) => core.connect(port),
    redeem: (ticket) => core.redeem(ticket),
    startWork: () => core.startWork(),
    stopWork: () => core.stopWork(),
    end() {
      isKept = false;
      return core.end();
    },
    letGo: () => {
      isKept = false;
    },
  };
}
