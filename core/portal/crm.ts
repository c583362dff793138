/** What the CRM knows of calls: names of clients, deals by the links of the call's activity, the portal's transcripts. */

import { z } from 'zod';
import { type ErrorCode, toAppError } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import { inChunks, type Item, listItems } from './crm-items.ts';
import { createDeals } from './deals.ts';
import { idField, listOf } from './fields.ts';
import type { Requests } from './requests.ts';
import { readTranscripts } from './transcripts.ts';
import type { Command } from './transport.ts';
import type { CrmFacts, Portal, PortalCall } from './types.ts';

const DEAL_TYPE = 2;
const CLIENT_TYPES = { lead: 1, contact: 3, company: 4 } as const;
type ClientType = keyof typeof CLIENT_TYPES;

/** Without the CRM everything else still works. */
const TOLERATED: readonly ErrorCode[] = ['portal.missing-scope', 'portal.forbidden', 'portal.method-missing'];

const BINDING = z.object({ entityTypeId: idField, entityId: idField });

/** See the methods of `Portal`. */
export interface Crm {
  readonly factsOf: Portal['crmOf'];
  readonly deals: Portal['deals'];
  readonly transcripts: Portal['transcripts'];
}

/** Asks by distinct ids, fifty in a request. */
export function createCrm({ requests, logger }: { requests: Requests; logger: Logger }): Crm {
  const deals = createDeals(requests);
  /** What this webhook was refused: it is not asked for again and again. */
  const closed = new Set<'crm' | 'transcripts'>();

  async function clientNames(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const [type, entityTypeId] of Object.entries(CLIENT_TYPES) as [ClientType, number][]) {
      const ids = calls.flatMap((call) => (call.crmEntityType === type ? (call.crmEntityId ?? []) : []));
      for (const item of await listItems(requests, { entityTypeId, ids }, signal)) {
        const name = nameOf(item, type);
        if (item.id !== null && name !== null) names.set(`${type}:${item.id}`, name);
      }
    }
    return names;
  }

  /** Deal ids by activity; what may not be read, or is gone, has none. */
  async function dealIds(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<number, number>> {
    const found = new Map<number, number>();
    for (const chunk of inChunks(calls.flatMap((call) => call.crmActivityId ?? []))) {
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
        if (ids.length > 0) found.set(id, Math.max(...ids));
      }
    }
    return found;
  }

  async function read(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<string, CrmFacts>> {
    const names = await clientNames(calls, signal);
    const dealOf = await dealIds(calls, signal);
    const byId = new Map((await deals.read([...dealOf.values()], signal)).map((deal) => [deal.id, deal]));
    return new Map(
      calls.map((call) => {
        const clientName = names.get(`${call.crmEntityType ?? ''}:${call.crmEntityId ?? ''}`) ?? null;
        return [call.id, { clientName, deal: byId.get(dealOf.get(call.crmActivityId ?? 0) ?? 0) ?? null }];
      }),
    );
  }

  /** @returns null where it may not be read, now or at an earlier attempt */
  async function unlessClosed<T>(what: 'crm' | 'transcripts', ask: () => Promise<T>): Promise<T | null> {
    if (closed.has(what)) return null;
    try {
      return await ask();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!TOLERATED.includes(error.code)) throw error;
      logger.log('warn', `portal.no-${what}`, { code: error.code });
      closed.add(what);
      return null;
    }
  }

  return {
    factsOf: (calls, signal) => unlessClosed('crm', () => read(calls, signal)),
    deals: (ids, signal) => unlessClosed('crm', () => deals.read(ids, signal)),
    transcripts: (ids, signal) => unlessClosed('transcripts', () => readTranscripts(requests, ids, signal)),
  };
}

/** A contact by its name; a company, and a lead without a name, by its title. */
function nameOf({ title, name, lastName }: Item, type: ClientType): string | null {
  const full = [name, lastName].filter((part) => typeof part === 'string').join(' ');
  return (type === 'company' || full === '' ? title : full) ?? null;
}
