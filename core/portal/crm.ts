/** Clients and deals of calls: names by `crm.item.list`, links by the call's activity, stages by `crm.status.list`. */

import { z } from 'zod';
import type { Deal, DealOutcome } from '#core/domain/deal.ts';
import { type ErrorCode, toAppError } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import { idField, listOf, textField } from './fields.ts';
import type { Requests } from './requests.ts';
import type { Command } from './transport.ts';
import type { CrmFacts, PortalCall } from './types.ts';

const CHUNK = 50;
const DEAL_TYPE = 2;
const CLIENT_TYPES = { lead: 1, contact: 3, company: 4 } as const;
type ClientType = keyof typeof CLIENT_TYPES;

/** Without the CRM everything else still works. */
const TOLERATED: readonly ErrorCode[] = ['portal.missing-scope', 'portal.forbidden', 'portal.method-missing'];

const ITEM = z.object({
  id: idField,
  title: textField.optional(),
  name: textField.optional(),
  lastName: textField.optional(),
  stageId: textField.optional(),
  categoryId: textField.optional(),
  stageSemanticId: textField.optional(),
});
type Item = z.infer<typeof ITEM>;

const BINDING = z.object({ entityTypeId: idField, entityId: idField });
const STAGE = z.object({ STATUS_ID: textField, NAME: textField });

const OUTCOMES: Readonly<Record<string, DealOutcome>> = { S: 'won', F: 'lost' };

export interface Crm {
  /** See `Portal.crmOf`. */
  factsOf(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<string, CrmFacts> | null>;
}

/** Asks by distinct ids, fifty in a request; names of stages once for each funnel. */
export function createCrm({ requests, logger }: { requests: Requests; logger: Logger }): Crm {
  const stages = new Map<string, ReadonlyMap<string, string>>();
  let isClosed = false;

  async function items(entityTypeId: number, ids: readonly number[], signal?: AbortSignal): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (let start = 0; start < ids.length; start += CHUNK) {
      const filter = { '@id': ids.slice(start, start + CHUNK) };
      const select = ['id', 'title', 'name', 'lastName', 'stageId', 'categoryId', 'stageSemanticId'];
      const answer = await requests.call(
        { method: 'crm.item.list', params: { entityTypeId, filter, select, start: 0 } },
        { signal },
      );
      const rows = z.object({ items: z.unknown() }).safeParse(answer.result).data?.items;
      for (const row of listOf(rows)) {
        const item = ITEM.safeParse(row).data;
        if (item) found.push(item);
      }
    }
    return found;
  }

  async function clientNames(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const [type, entityTypeId] of Object.entries(CLIENT_TYPES) as [ClientType, number][]) {
      const ids = distinct(calls.flatMap((call) => (call.crmEntityType === type ? (call.crmEntityId ?? []) : [])));
      for (const item of await items(entityTypeId, ids, signal)) {
        const name = nameOf(item, type);
        if (item.id !== null && name !== null) names.set(`${type}:${item.id}`, name);
      }
    }
    return names;
  }

  /** Deal ids by activity; what may not be read, or is gone, has none. */
  async function dealIds(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<number, number>> {
    const deals = new Map<number, number>();
    const activities = distinct(calls.flatMap((call) => call.crmActivityId ?? []));
    for (let start = 0; start < activities.length; start += CHUNK) {
      const chunk = activities.slice(start, start + CHUNK);
      const commands: Record<string, Command> = {};
      for (const id of chunk) commands[`a${id}`] = { method: 'crm.activity.binding.list', params: { activityId: id } };
      const readings = await requests.batch(commands, { signal });
      for (const id of chunk) {
        const reading = readings.get(`a${id}`);
        const bindings = reading && 'answer' in reading ? listOf(reading.answer.result) : [];
        const ids = bindings.flatMap((row) => {
          const binding = BINDING.safeParse(row).data;
          return binding?.entityTypeId === DEAL_TYPE ? (binding.entityId ?? []) : [];
        });
        // Several deals on one call: the newest is the one that was talked about.
        if (ids.length > 0) deals.set(id, Math.max(...ids));
      }
    }
    return deals;
  }

  async function stageName({ categoryId, stageId }: Item, signal?: AbortSignal): Promise<string | null> {
    const funnel = (categoryId ?? '0') === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${categoryId}`;
    let names = stages.get(funnel);
    if (!names) {
      const params = { filter: { ENTITY_ID: funnel }, order: { SORT: 'ASC' } };
      const answer = await requests.call({ method: 'crm.status.list', params }, { signal });
      const rows = listOf(answer.result).flatMap((row) => STAGE.safeParse(row).data ?? []);
      names = new Map(rows.map(({ STATUS_ID, NAME }) => [STATUS_ID ?? '', NAME ?? '']));
      stages.set(funnel, names);
    }
    return names.get(stageId ?? '') ?? null;
  }

  async function read(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<string, CrmFacts>> {
    const names = await clientNames(calls, signal);
    const dealOf = await dealIds(calls, signal);
    const deals = new Map<number, Deal>();
    for (const item of await items(DEAL_TYPE, distinct(dealOf.values()), signal)) {
      if (item.id === null) continue;
      const outcome = OUTCOMES[item.stageSemanticId ?? ''] ?? 'open';
      deals.set(item.id, { id: item.id, title: item.title ?? null, stage: await stageName(item, signal), outcome });
    }
    return new Map(
      calls.map((call) => {
        const clientName = names.get(`${call.crmEntityType ?? ''}:${call.crmEntityId ?? ''}`) ?? null;
        return [call.id, { clientName, deal: deals.get(dealOf.get(call.crmActivityId ?? 0) ?? 0) ?? null }];
      }),
    );
  }

  return {
    async factsOf(calls, signal) {
      if (isClosed) return null;
      try {
        return await read(calls, signal);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (!TOLERATED.includes(error.code)) throw error;
        logger.log('warn', 'portal.no-crm', { code: error.code });
        isClosed = true;
        return null;
      }
    },
  };
}

const distinct = (ids: Iterable<number>): readonly number[] => [...new Set(ids)].sort((a, b) => a - b);

/** A contact by its name; a company, and a lead without a name, by its title. */
function nameOf({ title, name, lastName }: Item, type: ClientType): string | null {
  const full = [name, lastName].filter((part) => typeof part === 'string').join(' ');
  return (type === 'company' || full === '' ? title : full) ?? null;
}
