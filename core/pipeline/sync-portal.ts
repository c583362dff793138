/** Brings what is new in a portal since the last time: calls, recordings that came late, changes, deletions. */

import { z } from 'zod';
import { syncCalls, type SweptStep, type SyncState } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';
import { refreshDeals } from './portal-crm.ts';
import { refreshPeople } from './portal-people.ts';
import { pullPages, type PortalWork, type PullSummary } from './pull-portal.ts';

/** How far back the first run goes, unless the caller says otherwise. */
const FIRST_DAYS = 30;
const DAY_MS = 86_400_000;

export interface SyncPortalOptions extends PortalWork {
  /** Beginning of the period to keep, an instant in UTC; default: that of the last time, at first thirty days ago. */
  readonly from?: string;
}

const STATE = z.object({ from: z.iso.datetime(), lastRowId: z.int().min(0), sweptAtMs: z.number() });

/**
 * How far the portal was read is kept with the rows themselves, in one transaction: a killed run continues where it
 * was. Calls deleted in the portal are marked and stay, with everything derived from them: the conversation took
 * place, and reports of the past do not change behind their reader.
 * @throws portal.* when the portal as a whole cannot be used, disk.full, job.cancelled
 */
export async function syncPortal(options: SyncPortalOptions): Promise<PullSummary> {
  const { portal, store, clock, signal } = options;
  const source = store.sources.present(options.source);
  const state = readState(store, source);
  const from = options.from ?? state?.from ?? new Date(clock.now() - FIRST_DAYS * DAY_MS).toISOString();
  return await pullPages(options, async (intake) => {
    for await (const step of syncCalls({ portal, clock, from, state, signal })) {
      const keepState = (): void => store.cursors.set(source, JSON.stringify(step.state));
      if (step.kind !== 'swept')
        await intake.store(step.page, { besides: keepState, refreshCrm: step.kind === 'sweep' });
      else {
        // Before the state is kept: a run that is killed here sweeps once more.
        await refreshPeople({ ...options, source });
        await refreshDeals({ ...options, source }, clock.now());
        store.transaction(() => {
          intake.removed(markRemoved(store, source, step));
          keepState();
        });
      }
    }
  });
}

/** Anything that is no state of ours, e.g. of an older program, means: start again. */
function readState({ cursors }: Store, source: string): SyncState | null {
  const text = cursors.get(source);
  return text === undefined ? null : (STATE.safeParse(JSON.parse(text)).data ?? null);
}

/** @returns how many calls of the swept time the portal no longer has */
function markRemoved({ removedCalls }: Store, source: string, { from, to, rowIds }: SweptStep): number {
  const gone = removedCalls.presentIn(source, { from, to }).filter(({ externalId }) => !rowIds.has(Number(externalId)));
  return gone.filter(({ id }) => removedCalls.mark(id)).length;
}
