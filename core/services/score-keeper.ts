/** Keeps the totals of scores up to date, a few calls at a time, whenever analyses, checklists or judgements change. */

import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#core/app.ts';
import { createCallScores, findScorable, type CallScores } from '#core/call-scores.ts';
import { causeText, toAppError } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';

/** Progress of the work is told many times a second; looking for missing totals reads every analysis. */
const PAUSE_MS = 1000;

/** Reading and scoring so many calls takes some milliseconds: nobody waits for an answer meanwhile. */
const CALLS_AT_ONCE = 20;

export interface ScoreKeeper {
  /** Computes what is missing; a call while that goes on is taken into it. Resolves with how many totals were computed. */
  refresh(): Promise<number>;
  /** Something may have changed: looks for missing totals soon, once for any number of requests. */
  request(): void;
  /** No more work after it resolves. */
  stop(): Promise<void>;
}

type Score = ReturnType<CallScores['by']>;

export interface ScoreKeeperOptions {
  readonly logger: Logger;
  /** Lists and figures show totals, so they are told of new ones. */
  readonly onComputed: () => void;
}

export function createScoreKeeper(
  { store }: Pick<App, 'store'>,
  { logger, onComputed }: ScoreKeeperOptions,
): ScoreKeeper {
  const scores = createCallScores(store);
  let prepared: { readonly stamp: string; readonly score: Score } | null = null;
  let running: Promise<number> | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;

  async function computeAll(): Promise<number> {
    let computed = 0;
    while (!isStopped) {
      // Both are looked at anew each time: a checklist may be chosen in between.
      const scorecard = scores.active();
      const stamp = stampOf(JSON.stringify(scorecard));
      if (prepared?.stamp !== stamp) prepared = { stamp, score: scores.by(scorecard) };
      const { score } = prepared;
      const callIds = store.callScores.stale(stamp, CALLS_AT_ONCE);
      if (callIds.length === 0) break;
      store.transaction(() => {
        for (const callId of callIds) store.callScores.save(callId, stamp, totalOf(callId, score));
      });
      computed += callIds.length;
      await nextTurn();
    }
    return computed;
  }

  function totalOf(callId: string, score: Score): number | null {
    const call = findScorable(store, callId);
    return call ? score(callId, call).final.total : null;
  }

  function refresh(): Promise<number> {
    running ??= computeAll().finally(() => {
      running = null;
    });
    return running;
  }

  async function refreshAndTell(): Promise<void> {
    try {
      if ((await refresh()) > 0) onComputed();
    } catch (thrown) {
      const error = toAppError(thrown);
      logger.log('error', 'scores-not-kept', { code: error.code, cause: causeText(error) });
    }
  }

  return {
    refresh,
    request() {
      if (isStopped) return;
      timer ??= setTimeout(() => {
        timer = null;
        void refreshAndTell();
      }, PAUSE_MS);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer ?? undefined);
      await running;
    },
  };
}

const stampOf = (document: string): string => createHash('sha256').update(document).digest('base64url').slice(0, 16);
