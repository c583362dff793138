/** Long work on the event loop, in pieces so short that nobody who asks meanwhile has to wait. */

import { setImmediate as nextTurn } from 'node:timers/promises';

/** Two works at a time, each with a last step of a few milliseconds too many, stay far under 50 ms together. */
const LONGEST_PIECE_MS = 10;

export interface TurnOptions {
  readonly signal: AbortSignal;
  /** How many items are done; told once a turn. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Hands the items out one after another and lets the event loop turn whenever they have taken some milliseconds. What
 * makes an item (a generator's step) and what is done with it both count.
 * @throws the signal's reason when it aborts
 */
export async function* inTurns<Item>(items: Iterable<Item>, { signal, onProgress }: TurnOptions): AsyncGenerator<Item> {
  let done = 0;
  let startedAt = performance.now();
  for (const item of items) {
    yield item;
    done += 1;
    if (performance.now() - startedAt < LONGEST_PIECE_MS) continue;
    onProgress?.(done);
    await nextTurn();
    signal.throwIfAborted();
    startedAt = performance.now();
  }
  onProgress?.(done);
  signal.throwIfAborted();
}

/**
 * Finishes work that yields between its steps, with a turn of the event loop before each.
 * @throws the signal's reason when it aborts
 */
export async function finishInTurns<Result>(steps: Generator<void, Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    await nextTurn();
    signal.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
  }
}
