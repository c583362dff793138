/** Stored calls are brought up to date with categories and corrections, beside everything else. */

import type { App } from '#core/app.ts';
import type { SettlingState } from '#core/domain/category-editing.ts';
import { causeText, toAppError } from '#core/errors.ts';
import { settleStaleCalls } from '#core/pipeline/index.ts';
import type { Logger } from '#core/ports.ts';

export interface Settling {
  state(): SettlingState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** Starts unless it runs already; the running one then goes on to what has changed meanwhile. */
  start(): void;
  /** Stops; resolves when nothing runs any more. What is settled stays. */
  cancel(): Promise<void>;
  /** Looks for work from time to time: corrections gather before calls are settled by what was learned from them. */
  watch(): void;
  unwatch(): void;
}

const LOOK_EVERY_MS = 30_000;

export function createSettling({ store, settler }: Pick<App, 'store' | 'settler'>, logger: Logger): Settling {
  const listeners = new Set<() => void>();
  let running: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  let progress = { done: 0, total: 0 };
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  async function run(signal: AbortSignal): Promise<void> {
    try {
      const onProgress = (done: number, total: number): void => {
        progress = { done, total };
        changed();
      };
      // What changes while it runs makes calls stale again.
      while ((await settleStaleCalls({ store, settler, signal, onProgress })) > 0) signal.throwIfAborted();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!signal.aborted) logger.log('error', 'settling-ended', { code: error.code, cause: causeText(error) });
    } finally {
      running = null;
      progress = { done: 0, total: 0 };
      changed();
    }
  }

  function start(): void {
    if (running) return;
    const controller = new AbortController();
    running = { controller, ended: run(controller.signal) };
    changed();
  }

  return {
    state: () => ({
      isRunning: running !== null,
      ...progress,
      stale: running ? progress.total - progress.done : store.objectionScoring.staleCount(settler.key().scoredBy),
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    async cancel() {
      running?.controller.abort();
      await running?.ended;
    },
    watch() {
      timer ??= setInterval(() => {
        if (store.objectionScoring.staleCount(settler.key().scoredBy) > 0) start();
      }, LOOK_EVERY_MS).unref();
    },
    unwatch() {
      clearInterval(timer);
      timer = undefined;
      running?.controller.abort();
    },
  };
}
