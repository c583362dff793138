/** Looks calls up in the portal's CRM: each once, and again when its links change or somebody asks for fresh deals. */

import type { CrmFacts, Portal, PortalCall, PortalDeal } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';

export interface CrmReading {
  readonly facts: ReadonlyMap<string, CrmFacts>;
  /** False where the webhook may not read the CRM. */
  readonly isReadable: boolean;
  /** Stores the links; to be run after the calls themselves are stored. */
  save(): void;
}

export interface CrmWork {
  readonly portal: Portal;
  readonly source: string;
  readonly store: Store;
  readonly signal: AbortSignal;
}

/** @throws portal.* when the portal as a whole cannot be used, job.cancelled */
export async function readCrm(
  { portal, source, store, signal }: CrmWork,
  calls: readonly PortalCall[],
  isRefreshing: boolean,
): Promise<CrmReading> {
  const wanted = calls.filter((call) => isRefreshing || !isKnown(store, call));
  const facts = wanted.length === 0 ? new Map<string, CrmFacts>() : await portal.crmOf(wanted, signal);
  return {
    facts: facts ?? new Map<string, CrmFacts>(),
    isReadable: facts !== null,
    save() {
      for (const call of wanted) {
        const found = facts?.get(call.id);
        if (!found) continue;
        // A row without a deal says that there is none: also for a call that the portal links to nothing at all.
        store.crmLinks.save(call.id, { ...linksOf(call), deal: found.deal });
        if (found.deal) store.dealStages.save(source, found.deal.id, found.deal.stages);
      }
    },
  };
}

/** A deal may be won months after the call that brought it up. */
const DEALS_MOVE_FOR_MS = 180 * 86_400_000;

/**
 * Asks again for the deals that were still open, of calls of the last half year.
 * @throws portal.* when the portal as a whole cannot be used, job.cancelled
 */
export async function refreshDeals({ portal, source, store, signal }: CrmWork, nowMs: number): Promise<void> {
  const open = store.crmLinks.openDeals(source, new Date(nowMs - DEALS_MOVE_FOR_MS).toISOString());
  const deals: readonly PortalDeal[] | null = open.length === 0 ? [] : await portal.deals(open, signal);
  store.transaction(() => {
    for (const { stages, ...deal } of deals ?? []) {
      store.crmLinks.updateDeal(source, deal);
      store.dealStages.save(source, deal.id, stages);
    }
  });
}

const linksOf = ({ crmEntityType, crmEntityId, crmActivityId }: PortalCall) => ({
  clientType: crmEntityType,
  clientId: crmEntityId,
  activityId: crmActivityId,
});

/** The link to the activity is often set later than the row. */
function isKnown({ crmLinks }: Store, call: PortalCall): boolean {
  const known = crmLinks.find(call.id);
  return known?.clientId === call.crmEntityId && known.activityId === call.crmActivityId;
}
