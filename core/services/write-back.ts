/** Writing findings into the portal: only what was agreed to, each exactly once, with a look at it beforehand. */

import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { App } from '#core/app.ts';
import {
  WRITE_ACTIONS,
  type WriteAction,
  type WriteBackCounts,
  type WriteBackPreview,
  type WriteBackResult,
  type WriteBackState,
} from '#core/domain/write-back.ts';
import { AppError, causeText, toAppError, type ErrorData } from '#core/errors.ts';
import { planWriteBack, requestsFor, writeBack as send } from '#core/pipeline/index.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { Connection, OpenedPortal } from './connection.ts';
import { storedValue } from './stored-value.ts';

export interface WriteBack {
  state(): WriteBackState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** Agrees to an action, or takes the agreement back. What was written stays in the portal. */
  confirm(action: WriteAction, isConfirmed: boolean): void;
  /** What a run with these actions would write. Nothing is planned or sent. */
  preview(actions: readonly WriteAction[]): Promise<WriteBackPreview>;
  /** Writes what was agreed to; the running one where one runs already. @returns how it ended, errors included */
  run(): Promise<WriteBackResult>;
  /** Plans a refused write again. @throws input.invalid */
  retry(id: number): void;
  cancel(): Promise<void>;
}

export interface WriteBackOptions {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Older calls are left alone: nobody looks for a comment of now in a deal of last year. */
const DAYS = 30;
const DAY_MS = 86_400_000;
const SAMPLES = 5;
/** Between so many calls the screens get their answers. */
const CALLS_AT_ONCE = 50;
const SHOWN_TROUBLES = 100;

const CONFIRMED = z.object({
  transcript: z.string().nullable(),
  comment: z.string().nullable(),
  todo: z.string().nullable(),
});
const NOTHING_CONFIRMED = { transcript: null, comment: null, todo: null };

const RESULT: z.ZodType<WriteBackResult> = z.object({
  written: z.number(),
  found: z.number(),
  unclear: z.number(),
  failed: z.number(),
  endedAt: z.string(),
  error: z.custom<ErrorData>().nullable(),
});

export function createWriteBack(app: App, connection: Connection, { clock, logger }: WriteBackOptions): WriteBack {
  const { store, network } = app;
  const { settings, outbox } = store;
  const confirmed = storedValue(settings, {
    key: 'write-back.confirmed',
    schema: CONFIRMED,
    fallback: NOTHING_CONFIRMED,
  });
  const last = storedValue<WriteBackResult | null>(settings, {
    key: 'write-back.last',
    schema: RESULT.nullable(),
    fallback: null,
  });
  const listeners = new Set<() => void>();
  let running: { readonly controller: AbortController; readonly ended: Promise<WriteBackResult> } | null = null;
  let progress: WriteBackState['progress'] = null;
  let counts: WriteBackCounts = { written: 0, found: 0, unclear: 0, failed: 0 };
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  network.onChange(() => {
    if (network.isOffline()) running?.controller.abort(new AppError('network.offline'));
  });

  const agreed = (): Set<WriteAction> => new Set(WRITE_ACTIONS.filter((action) => confirmed.get()[action] !== null));
  const planning = (actions: ReadonlySet<WriteAction>) => ({
    ...{ store, actions },
    categories: store.categories.current().categories,
    nowMs: clock.now(),
  });
  const firstInstant = (): string => new Date(clock.now() - DAYS * DAY_MS).toISOString();

  async function write(opened: OpenedPortal, signal: AbortSignal): Promise<WriteBackCounts> {
    const actions = agreed();
    for (const [index, callId] of outbox.callsWithout(opened.source, firstInstant(), actions).entries()) {
      if (index % CALLS_AT_ONCE === 0) await breathe(undefined, { signal });
      planWriteBack(planning(actions), callId);
    }
    return await send({
      ...opened,
      ...{ store, logger, signal, confirmed: actions },
      onSettled: ({ written, found, unclear, failed }, total) => {
        progress = { done: written + found + unclear + failed, total };
        counts = { written, found, unclear, failed };
        changed();
      },
    });
  }

  async function run(signal: AbortSignal): Promise<WriteBackResult> {
    counts = { written: 0, found: 0, unclear: 0, failed: 0 };
    let error: ErrorData | null = null;
    let opened: OpenedPortal | null = null;
    try {
      opened = await connection.open();
      counts = { ...(await write(opened, signal)) };
    } catch (thrown) {
      const known = toAppError(signal.aborted ? signal.reason : thrown);
      error = known.toData();
      if (known.code !== 'job.cancelled')
        logger.log('warn', 'write-back-ended', { code: known.code, cause: causeText(known) });
    } finally {
      opened?.portal.close();
    }
    const result = { ...counts, endedAt: new Date(clock.now()).toISOString(), error };
    last.set(result);
    running = null;
    progress = null;
    changed();
    return result;
  }

  const source = (): string | null => connection.state().portal?.source ?? null;

  return {
    state() {
      const from = source();
      const troubled = from === null ? [] : outbox.troubledOf(from, SHOWN_TROUBLES);
      return { confirmedAt: confirmed.get(), progress, last: last.get(), troubled };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    confirm(action, isConfirmed) {
      confirmed.set({ ...confirmed.get(), [action]: isConfirmed ? new Date(clock.now()).toISOString() : null });
      changed();
    },
    async preview(actions) {
      const from = source();
      if (from === null) throw new AppError('portal.not-connected');
      const options = planning(new Set(actions));
      const writes = { transcript: 0, comment: 0, todo: 0 };
      const samples: WriteBackPreview['samples'][number][] = [];
      let calls = 0;
      for (const [index, callId] of outbox.callsWithout(from, firstInstant(), actions).entries()) {
        if (index % CALLS_AT_ONCE === 0) await breathe();
        const requests = requestsFor(options, callId).filter(({ action }) => !outbox.isPlanned(callId, action));
        if (requests.length === 0) continue;
        calls++;
        for (const { action } of requests) writes[action]++;
        const call = samples.length < SAMPLES ? store.calls.find(callId) : undefined;
        if (call) samples.push({ callId, ...pick(call), requests });
      }
      return { calls, writes, samples };
    },
    run() {
      if (running) return running.ended;
      const controller = new AbortController();
      progress = { done: 0, total: 0 };
      running = { controller, ended: run(controller.signal) };
      changed();
      return running.ended;
    },
    retry(id) {
      if (!outbox.retry(id)) throw new AppError('input.invalid', { reason: 'Эту запись нельзя отправить ещё раз' });
      changed();
    },
    async cancel() {
      running?.controller.abort(new AppError('job.cancelled'));
      await running?.ended;
    },
  };
}

const pick = ({
  startedAt,
  agentName,
  clientName,
}: Pick<WriteBackPreview['samples'][number], 'startedAt' | 'agentName' | 'clientName'>) => ({
  startedAt,
  agentName,
  clientName,
});
