/** The work on calls as the screens see it: running or not, how far, and what went wrong. */

import type { ProcessingState } from '#core/domain/call-list.ts';
import type { Progress } from '#core/domain/job.ts';
import { causeText, toAppError, type ErrorData } from '#core/errors.ts';
import type { App } from '#core/app.ts';
import type { Logger } from '#core/ports.ts';

export interface Processing {
  state(): ProcessingState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** Starts working through what waits; does nothing while that goes on. */
  start(): void;
  /**
   * Does the work on these calls once more, from transcription or from analysis on, and starts.
   * @returns how many of them had work to do again
   */
  redo(callIds: readonly string[], stage: 'transcribe' | 'analyse'): number;
  /** Stored findings have been changed by something else: what the screens have read is stale. */
  noteChange(): void;
  /** Stops; resolves when nothing runs any more. */
  cancel(): Promise<void>;
}

/** @param app an open data folder */
export function createProcessing(app: Pick<App, 'process' | 'store'>, logger: Logger): Processing {
  const listeners = new Set<() => void>();
  let running: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  let progress: Progress | null = null;
  let learning: number | null = null;
  let error: ErrorData | null = null;
  let revision = 0;
  const changed = () => {
    for (const listener of listeners) listener();
  };

  async function run(signal: AbortSignal): Promise<void> {
    try {
      await app.process({
        signal,
        onLearning: (fraction) => {
          learning = fraction < 1 ? fraction : null;
          changed();
        },
        onProgress: (next) => {
          // A finished call changes what the screens list; mere progress within a call does not.
          if (next.callsDone !== progress?.callsDone) revision++;
          progress = next;
          changed();
        },
      });
      error = null;
    } catch (thrown) {
      const known = toAppError(thrown);
      error = known.code === 'job.cancelled' ? null : known.toData();
      if (error) logger.log('error', 'processing-ended', { code: error.code, cause: causeText(known) });
    } finally {
      running = null;
      progress = null;
      learning = null;
      revision++;
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
    state() {
      const { waiting, failed } = app.store.callList.queue();
      return { isRunning: running !== null, progress, learning, waiting, failed, error, revision };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    redo(callIds, stage) {
      const { store } = app;
      const planned = store.transaction(() => callIds.filter((id) => store.jobs.redo(id, stage)).length);
      if (planned > 0) start();
      return planned;
    },
    noteChange() {
      revision++;
      changed();
    },
    async cancel() {
      running?.controller.abort();
      await running?.ended;
    },
  };
}
