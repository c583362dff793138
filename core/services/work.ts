/** The pull and the work on calls as one: what the one visible queue shows, and what one «stop» stops. */

import type { PullResult, WorkState } from '#core/domain/sync.ts';
import type { Processing } from './processing.ts';
import type { PullRequest, Sync } from './sync.ts';

export interface Work extends Processing {
  state(): WorkState;
  /** Pulls, then works through what has come. Resolves when the pull has ended. */
  pull(request: PullRequest): Promise<PullResult>;
  /** Resolves when what the last pull brought is processed. */
  whenProcessed(): Promise<void>;
}

export function createWork(processing: Processing, sync: Sync): Work {
  const whenIdle = (): Promise<void> =>
    new Promise((resolve) => {
      if (!processing.state().isRunning) {
        resolve();
        return;
      }
      const stop = processing.onChange(() => {
        if (processing.state().isRunning) return;
        stop();
        resolve();
      });
    });
  let following: Promise<void> = Promise.resolve();
  /** Grows with every «stop»: what was to follow a pull from before it does not. */
  let stops = 0;

  return {
    ...processing,
    state() {
      const state = processing.state();
      return { ...state, revision: state.revision + sync.revision(), pull: sync.state() };
    },
    onChange(listener) {
      const stops = [processing.onChange(listener), sync.onChange(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async pull(request) {
      const stopsBefore = stops;
      const result = await sync.run(request);
      if (result.error?.code === 'job.cancelled' || stops !== stopsBefore) return result;
      // A run plans its calls when it starts: what came during one needs another.
      following = whenIdle().then(() => {
        if (stops !== stopsBefore) return undefined;
        processing.start();
        return whenIdle();
      });
      return result;
    },
    whenProcessed: () => following,
    async cancel() {
      stops++;
      await Promise.all([sync.cancel(), processing.cancel()]);
    },
  };
}
