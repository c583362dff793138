/** Employees and their departments. */

import { z } from 'zod';
import { type ErrorCode, toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { idField, listOf, textField } from './fields.ts';
import type { Requests } from './requests.ts';
import type { PortalAgent } from './types.ts';

const CHUNK = 50;
/** No company has so many; a portal that repeats itself is not asked for ever. */
const MAX_DEPARTMENTS = 10_000;

const USER = z.object({
  ID: idField,
  NAME: textField,
  LAST_NAME: textField,
  ACTIVE: z
    .unknown()
    .optional()
    .transform((value) => value !== false && value !== 'N' && value !== 'false'),
  UF_DEPARTMENT: z.unknown().optional().transform(departmentIdsOf),
});

const DEPARTMENT = z.object({ ID: idField, NAME: textField });

/** Without names everything else still works: calls keep the employee's number. */
const TOLERATED: readonly ErrorCode[] = ['portal.missing-scope', 'portal.forbidden', 'portal.method-missing'];

/** Names change rarely; asking again for every page of calls would cost as many requests as the calls themselves. */
const KEPT_FOR_MS = 4 * 3_600_000;

export interface AgentDirectory {
  /**
   * @param ids portal user ids, repetitions allowed @returns an entry for every id; integrators, bots and removed
   * employees, which the portal never tells about, appear as «Сотрудник №7»
   */
  names(ids: Iterable<string>, signal?: AbortSignal): Promise<ReadonlyMap<string, PortalAgent>>;
  /** See `Portal.departmentNames`. */
  departments(signal?: AbortSignal): Promise<ReadonlyMap<number, string>>;
}

export interface AgentDirectoryOptions {
  readonly requests: Requests;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Asks for each employee once in some hours, fifty in a request. */
export function createAgentDirectory({ requests, logger, clock }: AgentDirectoryOptions): AgentDirectory {
  const known = new Map<string, { readonly agent: PortalAgent; readonly untilMs: number }>();
  let departments: { readonly names: ReadonlyMap<number, string>; readonly untilMs: number } | null = null;
  const keep = (agent: PortalAgent): void => void known.set(agent.id, { agent, untilMs: clock.now() + KEPT_FOR_MS });

  async function ask(ids: readonly string[], signal?: AbortSignal): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      const params = { FILTER: { ID: ids.slice(start, start + CHUNK) }, sort: 'ID', order: 'ASC', start: 0 };
      const answer = await requests.call({ method: 'user.get', params }, { signal });
      for (const agent of listOf(answer.result).map(readAgent)) if (agent) keep(agent);
    }
  }

  async function askDepartments(signal?: AbortSignal): Promise<ReadonlyMap<number, string>> {
    const names = new Map<number, string>();
    for (let START = 0; START < MAX_DEPARTMENTS; START += CHUNK) {
      const answer = await requests.call({ method: 'department.get', params: { START } }, { signal });
      for (const row of listOf(answer.result)) {
        const { ID = null, NAME = null } = DEPARTMENT.safeParse(row).data ?? {};
        if (ID !== null && NAME !== null) names.set(ID, NAME);
      }
      if (answer.next === null) break;
    }
    return names;
  }

  /** @returns what `ask` returns, or `otherwise` where the webhook may not read it */
  async function tolerant<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await ask();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!TOLERATED.includes(error.code)) throw error;
      logger.log('warn', 'portal.no-people', { code: error.code });
      return otherwise;
    }
  }

  return {
    async departments(signal) {
      if (!departments || departments.untilMs <= clock.now()) {
        const names = await tolerant(() => askDepartments(signal), new Map<number, string>());
        departments = { names, untilMs: clock.now() + KEPT_FOR_MS };
      }
      return departments.names;
    },
    async names(ids, signal) {
      const wanted = [...new Set(ids)];
      const unknown = wanted.filter((id) => (known.get(id)?.untilMs ?? 0) <= clock.now());
      await tolerant(() => ask(unknown.filter(isUserId), signal), undefined);
      for (const id of unknown) if ((known.get(id)?.untilMs ?? 0) <= clock.now()) keep(nameless(id));
      return new Map(wanted.map((id) => [id, known.get(id)?.agent ?? nameless(id)]));
    },
  };
}

function isUserId(id: string): boolean {
  return /^\d{1,15}$/u.test(id);
}

function nameless(id: string): PortalAgent {
  return { id, name: `Сотрудник №${id}`, isActive: true, isNamed: false, departmentIds: [] };
}

/** @returns null for a user without an id or a name */
export function readAgent(value: unknown): PortalAgent | null {
  const parsed = USER.safeParse(value);
  if (!parsed.success || parsed.data.ID === null) return null;
  const { ID, NAME, LAST_NAME, ACTIVE, UF_DEPARTMENT: departmentIds } = parsed.data;
  const name = [NAME, LAST_NAME].filter((part) => part !== null).join(' ');
  return name === '' ? null : { id: String(ID), name, isActive: ACTIVE, isNamed: true, departmentIds };
}

function departmentIdsOf(value: unknown): readonly number[] {
  return listOf(value).flatMap((id) => idField.safeParse(id).data ?? []);
}
