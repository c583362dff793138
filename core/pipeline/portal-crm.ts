/** Looks calls up in the portal's CRM: each once, and again when its links change or somebody asks for fresh deals. */

import type { CrmFacts, Portal, PortalCall } from '#core/portal/index.ts';
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
  readonly store: Store;
  readonly signal: AbortSignal;
}

/** @throws portal.* when the portal as a whole cannot be used, job.cancelled */
export async function readCrm(
  { portal, store, signal }: CrmWork,
  calls: readonly PortalCall[],
  isRefreshing: boolean,
): Promise<CrmReading> {
  const wanted = calls.filter((call) => hasLinks(call) && (isRefreshing || !isKnown(store, call)));
  const facts = wanted.length === 0 ? new Map<string, CrmFacts>() : await portal.crmOf(wanted, signal);
  return {
    facts: facts ?? new Map<string, CrmFacts>(),
    isReadable: facts !== null,
    save() {
      for (const call of wanted) {
        const found = facts?.get(call.id);
        if (found) store.crmLinks.save(call.id, { ...linksOf(call), deal: found.deal });
      }
    },
  };
}

const hasLinks = ({ crmEntityId, crmActivityId }: PortalCall): boolean =>
  crmEntityId !== null || crmActivityId !== null;

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
