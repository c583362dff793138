/** Deals with their stages: `crm.item.list`, names of stages by `crm.status.list`, their way by `crm.stagehistory.list`. */

import { z } from 'zod';
import type { DealOutcome, DealStage } from '#core/domain/deal.ts';
import { readInstant } from './call-row.ts';
import { inChunks, listItems, type Item } from './crm-items.ts';
import { idField, listOf, textField } from './fields.ts';
import type { Requests } from './requests.ts';
import type { PortalDeal } from './types.ts';

const DEAL_TYPE = 2;
const PAGE_ROWS = 50;
/** A deal has a handful of stages; more pages than this for fifty deals are a portal that repeats itself. */
const MAX_HISTORY_PAGES = 100;

const STAGE = z.object({ STATUS_ID: textField, NAME: textField });
const HISTORY = z.object({
  OWNER_ID: idField,
  CREATED_TIME: textField,
  CATEGORY_ID: textField.optional(),
  STAGE_ID: textField,
  STAGE_SEMANTIC_ID: textField,
});

const OUTCOMES: Readonly<Record<string, DealOutcome>> = { S: 'won', F: 'lost' };
const outcomeOf = (semantics: string | null | undefined): DealOutcome => OUTCOMES[semantics ?? ''] ?? 'open';

export interface Deals {
  /** Those that may be read, fifty in a request. @throws portal.*, job.cancelled */
  read(ids: readonly number[], signal?: AbortSignal): Promise<readonly PortalDeal[]>;
}

export function createDeals(requests: Requests): Deals {
  /** Names of stages by funnel: they rarely change, and each funnel is asked for once. */
  const funnels = new Map<string, ReadonlyMap<string, string>>();

  async function stageName(
    { categoryId, stageId }: Pick<Item, 'categoryId' | 'stageId'>,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const funnel = (categoryId ?? '0') === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${categoryId}`;
    let names = funnels.get(funnel);
    if (!names) {
      const params = { filter: { ENTITY_ID: funnel }, order: { SORT: 'ASC' } };
      const answer = await requests.call({ method: 'crm.status.list', params }, { signal });
      const rows = listOf(answer.result).flatMap((row) => STAGE.safeParse(row).data ?? []);
      names = new Map(rows.map(({ STATUS_ID, NAME }) => [STATUS_ID ?? '', NAME ?? '']));
      funnels.set(funnel, names);
    }
    return names.get(stageId ?? '') ?? null;
  }

  /** Stages by deal, of at most fifty deals. */
  async function history(ids: readonly number[], signal?: AbortSignal): Promise<ReadonlyMap<number, DealStage[]>> {
    const stages = new Map<number, DealStage[]>(ids.map((id) => [id, []]));
    for (let page = 0; page < MAX_HISTORY_PAGES; page += 1) {
      const params = {
        entityTypeId: DEAL_TYPE,
        filter: { OWNER_ID: ids },
        order: { ID: 'ASC' },
        start: page * PAGE_ROWS,
      };
      const answer = await requests.call({ method: 'crm.stagehistory.list', params }, { signal });
      const rows = listOf(z.object({ items: z.unknown() }).safeParse(answer.result).data?.items);
      for (const row of rows) {
        const entry = HISTORY.safeParse(row).data;
        const enteredAt = readInstant(entry?.CREATED_TIME ?? null, answer.utcOffset);
        if (!entry || enteredAt === null) continue;
        const stage = await stageName({ categoryId: entry.CATEGORY_ID, stageId: entry.STAGE_ID }, signal);
        stages.get(entry.OWNER_ID ?? 0)?.push({ enteredAt, stage, outcome: outcomeOf(entry.STAGE_SEMANTIC_ID) });
      }
      if (answer.next === null || rows.length === 0) break;
    }
    for (const entries of stages.values()) entries.sort((a, b) => a.enteredAt.localeCompare(b.enteredAt));
    return stages;
  }

  return {
    async read(ids, signal) {
      const deals: PortalDeal[] = [];
      for (const chunk of inChunks(ids)) {
        const items = await listItems(requests, { entityTypeId: DEAL_TYPE, ids: chunk }, signal);
        const found = items.flatMap(({ id }) => id ?? []);
        if (found.length === 0) continue;
        const stagesOf = await history(found, signal);
        for (const { id, ...item } of items) {
          if (id === null) continue;
          const stage = await stageName(item, signal);
          const outcome = outcomeOf(item.stageSemanticId);
          deals.push({ id, title: item.title ?? null, stage, outcome, stages: stagesOf.get(id) ?? [] });
        }
      }
      return deals;
    },
  };
}
