/**
 * A process that does what `razbor pull` does, with time running faster, so that the usual pace and pauses need not be
 * waited for. Ends with 0 and the summary on standard output, or with 1 when a later start may get further.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { toAppError } from '#core/errors.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { syncPortal } from '#core/pipeline/index.ts';
import type { Clock } from '#core/ports.ts';
import { createPortal } from '#core/portal/index.ts';
import { openStore } from '#core/store/index.ts';

export interface PullingOrder {
  readonly webhookUrl: string;
  readonly caFile: string;
  readonly dataDir: string;
  /** How many times faster time runs since `startMs`. */
  readonly speed: number;
  readonly startMs: number;
}

/** Calls keep one source although the imitated portal has another port every time. */
export const SOAK_SOURCE = 'portal:soak';

const quickClock = ({ speed, startMs }: PullingOrder): Clock => ({
  now: () => startMs + (Date.now() - startMs) * speed,
  sleep: (durationMs, signal) => wait(durationMs / speed, undefined, signal ? { signal } : {}),
});

async function run(order: PullingOrder): Promise<void> {
  const { webhookUrl, caFile, dataDir } = order;
  const clock = quickClock(order);
  const logger = { log: () => undefined };
  const store = openStore(dataDir, clock);
  const portal = createPortal({ proxies: STRAIGHT, webhookUrl, caFile, clock, logger, source: SOAK_SOURCE });
  const { signal } = new AbortController();
  try {
    const summary = await syncPortal({ portal, source: SOAK_SOURCE, store, dataDir, logger, clock, signal });
    process.stdout.write(JSON.stringify(summary));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!error.isRetryable) throw error;
    process.stderr.write(error.code);
    process.exitCode = 1;
  } finally {
    portal.close();
    store.close();
  }
}

const [order] = process.argv.slice(2);
if (import.meta.main && order !== undefined) await run(JSON.parse(order) as PullingOrder);
