/** Settles many stored calls, in pieces so short that nobody else waits for them. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '#core/store/index.ts';
import type { Settler } from './settler.ts';

export interface SettleOptions {
  readonly store: Store;
  readonly settler: Settler;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A transaction holds the store no longer than this; measured, a call takes one to ten milliseconds. */
const LONGEST_TRANSACTION_MS = 20;

/**
 * Brings every call that was settled by other categories or corrections up to date; texts are not analysed again.
 * @returns how many calls were settled
 * @throws the signal's reason when it aborts; what was settled stays
 */
export async function settleStaleCalls({ store, settler, signal, onProgress }: SettleOptions): Promise<number> {
  const stale = store.objectionScoring.staleCalls(settler.key().scoredBy);
  if (stale.length === 0) return 0;
  const [kit, settlement] = [await settler.kit(), await settler.prepare(signal)];
  for (let done = 0; done < stale.length;) {
    signal.throwIfAborted();
    const from = done;
    store.transaction(() => {
      const startedAt = performance.now();
      while (done < stale.length && (done === from || performance.now() - startedAt < LONGEST_TRANSACTION_MS)) {
        settler.settle(stale[done]!, settlement, kit);
        done++;
      }
    });
    onProgress?.(done, stale.length);
    await nextTurn();
  }
  return stale.length;
}
