/** The demo company's portal as a source of calls: on this computer, so that it needs neither a key nor the network. */

import { startDemoPortal } from '#core/demo/index.ts';
import { addDays, dayOf, periodInUtc } from '#core/domain/period.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createPortal, type Portal } from '#core/portal/index.ts';
import type { Clock, Logger } from '#core/ports.ts';

/** `Call.source` of the demo's calls. */
export const DEMO_SOURCE = 'demo';
/** The demo's calls lie within the last days before today. */
const DEMO_DAYS = 7;

/** The demo portal is on this computer and belongs to nobody else: no need to be gentle. */
const DEMO_LIMITS = { burst: 50, requestsPerSecond: 50 };

/** First and last day of the demo's calls. */
export function demoPeriod({ clock, timeZone }: { readonly clock: Pick<Clock, 'now'>; readonly timeZone: string }) {
  const to = dayOf(clock.now(), timeZone);
  return { from: addDays(to, -DEMO_DAYS), to };
}

export interface DemoSource {
  readonly portal: Portal;
  readonly source: string;
  /** Instants in UTC. */
  readonly period: { readonly from: string; readonly to: string };
}

/** Runs `work` with the demo portal up, and ends the portal whatever happens. */
export async function withDemoPortal<T>(
  { clock, logger, timeZone }: { readonly clock: Clock; readonly logger: Logger; readonly timeZone: string },
  work: (demo: DemoSource) => Promise<T>,
): Promise<T> {
  const demo = await startDemoPortal({ now: clock.now() });
  const { webhookUrl, caFile } = demo;
  const common = { clock, logger, proxies: STRAIGHT };
  const portal = createPortal({ ...common, webhookUrl, caFile, limits: DEMO_LIMITS, source: DEMO_SOURCE });
  try {
    const { fromUtc, toUtc } = periodInUtc(demoPeriod({ clock, timeZone }), timeZone);
    return await work({ portal, source: DEMO_SOURCE, period: { from: fromUtc, to: toUtc } });
  } finally {
    portal.close();
    await demo.close();
  }
}
