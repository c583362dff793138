/** Bringing calls into the data folder on wish: from the connected portal, or the demo's; one pull at a time. */

import { z } from 'zod';
import type { App } from '#core/app.ts';
import { periodInUtc } from '#core/domain/period.ts';
import {
  PULL_TRIGGERS,
  type PullResult,
  type PullSource,
  type PullState,
  type PullTrigger,
} from '#core/domain/sync.ts';
import { AppError, causeText, toAppError, type ErrorData } from '#core/errors.ts';
import type { PullProgress, PullSummary, VoximplantSummary } from '#core/pipeline/index.ts';
import type { PortalStatus } from '#core/portal/index.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { Connection, OpenedPortal } from './connection.ts';
import { withDemoPortal } from './demo-source.ts';
import { createPace } from './pace.ts';
import { storedValue } from './stored-value.ts';
import type { VoximplantAccount } from './voximplant.ts';

export interface PullRequest {
  readonly trigger: PullTrigger;
  /** Default: the portal, and of the demo its own. */
  readonly source?: Exclude<PullSource, 'demo'> | undefined;
  /** Days, first and last; without them what is new since the last time. */
  readonly period?: PullResult['period'] | undefined;
}

export interface Sync {
  /** Null while nothing is pulled. */
  state(): PullState | null;
  /** How the last one ended; null before the first. */
  last(): PullResult | null;
  /** Grows whenever calls may have come. */
  revision(): number;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** @returns how it ended, errors included; the running one where one runs already */
  run(request: PullRequest): Promise<PullResult>;
  /** Stops; resolves when nothing runs any more. What has come stays. */
  cancel(): Promise<void>;
}

export interface SyncOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
}

const RESULT: z.ZodType<PullResult> = z.object({
  trigger: z.enum(PULL_TRIGGERS),
  startedAt: z.string(),
  endedAt: z.string(),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  newCalls: z.number(),
  newRecordings: z.number(),
  waiting: z.number(),
  failed: z.number(),
  error: z.custom<ErrorData>().nullable(),
});

/** Where calls come from. */
export interface SyncSources {
  readonly connection: Connection;
  readonly voximplant: VoximplantAccount;
}

interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PullProgress) => void;
}

/** What every source tells of a pull. */
type Brought = Pick<PullSummary, 'newCalls' | 'newRecordings' | 'waiting' | 'failed'>;

const sourceOf = ({ trigger, source = 'portal' }: PullRequest): PullSource => (trigger === 'demo' ? 'demo' : source);

export function createSync(app: App, { connection, voximplant }: SyncSources, options: SyncOptions): Sync {
  const { clock, logger, timeZone } = options;
  const listeners = new Set<() => void>();
  const lastResult = storedValue<PullResult | null>(app.store.settings, {
    key: 'sync.last',
    schema: RESULT.nullable(),
    fallback: null,
  });
  let running: { readonly controller: AbortController; readonly ended: Promise<PullResult> } | null = null;
  let state: PullState | null = null;
  let revision = 0;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  app.network.onChange(() => {
    if (app.network.isOffline()) running?.controller.abort(new AppError('network.offline'));
  });

  async function pull(request: PullRequest, signal: AbortSignal): Promise<Brought> {
    const follow = progressOf(request);
    if (request.trigger === 'demo')
      return await withDemoPortal(options, ({ portal, source, period }) =>
        app.pull({ portal, source, ...period, signal, onProgress: follow }),
      );
    if (request.source === 'voximplant') return await pullAccount(request, { signal, onProgress: follow });
    const opened = await connection.open((status) => showStatus(status));
    try {
      return await pullFrom(opened, request, { signal, onProgress: follow });
    } finally {
      opened.portal.close();
    }
  }

  async function pullAccount({ period }: PullRequest, watch: Watch): Promise<VoximplantSummary> {
    const account = await voximplant.open();
    const work = { ...account, ...watch };
    try {
      if (!period) return await app.syncVoximplant(work);
      const { fromUtc, toUtc } = periodInUtc(period, timeZone);
      return await app.pullVoximplant({ ...work, from: fromUtc, to: toUtc });
    } finally {
      await account.close();
    }
  }

  function pullFrom(opened: OpenedPortal, { period }: PullRequest, watch: Watch): Promise<PullSummary> {
    if (!period) return app.sync({ ...opened, ...watch });
    const { fromUtc, toUtc } = periodInUtc(period, timeZone);
    return app.pull({ ...opened, ...watch, from: fromUtc, to: toUtc });
  }

  function progressOf(request: PullRequest): (progress: PullProgress) => void {
    const [listing, fetching] = [createPace(clock), createPace(clock)];
    return ({ callsListed, callsRemaining, recordingsDone, recordingsTotal }) => {
      const isListing = recordingsTotal === 0;
      const leftMs = isListing
        ? listing(callsListed, callsRemaining ?? 0)
        : fetching(recordingsDone, recordingsTotal - recordingsDone);
      // A page of calls, or a recording: what the screens list may be another now.
      revision++;
      state = {
        source: sourceOf(request),
        ...{ callsListed, callsRemaining, recordingsDone, recordingsTotal, leftMs },
        waiting: null,
      };
      changed();
    };
  }

  function showStatus(status: PortalStatus): void {
    if (!state) return;
    state = { ...state, waiting: status.kind === 'waiting' ? status : null };
    changed();
  }

  async function run(request: PullRequest, signal: AbortSignal): Promise<PullResult> {
    const startedAt = new Date(clock.now()).toISOString();
    let summary: Partial<Brought> = {};
    let error: ErrorData | null = null;
    try {
      summary = await pull(request, signal);
    } catch (thrown) {
      // The reason of the abort says more than that there was one.
      const known = toAppError(signal.aborted ? signal.reason : thrown);
      error = known.toData();
      if (known.code !== 'job.cancelled')
        logger.log('warn', 'pull-ended', { code: known.code, cause: causeText(known) });
    }
    const { newCalls = 0, newRecordings = 0, waiting = 0, failed = [] } = summary;
    const result: PullResult = {
      trigger: request.trigger,
      startedAt,
      endedAt: new Date(clock.now()).toISOString(),
      period: request.period ?? null,
      ...{ newCalls, newRecordings, waiting, error },
      failed: failed.length,
    };
    lastResult.set(result);
    running = null;
    state = null;
    revision++;
    changed();
    return result;
  }

  return {
    state: () => state,
    last: () => lastResult.get(),
    revision: () => revision,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run(request) {
      if (running) return running.ended;
      const controller = new AbortController();
      state = {
        source: sourceOf(request),
        ...{ callsListed: 0, callsRemaining: null, recordingsDone: 0, recordingsTotal: 0, leftMs: null, waiting: null },
      };
      running = { controller, ended: run(request, controller.signal) };
      changed();
      return running.ended;
    },
    async cancel() {
      running?.controller.abort(new AppError('job.cancelled'));
      await running?.ended;
    },
  };
}
