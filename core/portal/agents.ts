/** Names of employees. */

import { z } from 'zod';
import type { Agent } from '#core/domain/call.ts';
import { type ErrorCode, toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { idField, listOf, textField } from './fields.ts';
import type { Requests } from './requests.ts';

const CHUNK = 50;

const USER = z.object({
  ID: idField,
  NAME: textField,
  LAST_NAME: textField,
  ACTIVE: z
    .unknown()
    .optional()
    .transform((value) => value !== false && value !== 'N' && value !== 'false'),
});

/** Without names everything else still works: calls keep the employee's number. */
const TOLERATED: readonly ErrorCode[] = ['portal.missing-scope', 'portal.forbidden', 'portal.method-missing'];

/** Names change rarely; asking again for every page of calls would cost as many requests as the calls themselves. */
const KEPT_FOR_MS = 4 * 3_600_000;

export interface AgentDirectory {
  /**
   * @param ids portal user ids, repetitions allowed @returns an entry for every id; integrators, bots and removed
   * employees, which the portal never tells about, appear as «Сотрудник №7»
   */
  names(ids: Iterable<string>, signal?: AbortSignal): Promise<ReadonlyMap<string, Agent>>;
}

export interface AgentDirectoryOptions {
  readonly requests: Requests;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Asks for each employee once in some hours, fifty in a request. */
export function createAgentDirectory({ requests, logger, clock }: AgentDirectoryOptions): AgentDirectory {
  const known = new Map<string, { readonly agent: Agent; readonly untilMs: number }>();
  const keep = (agent: Agent): void => void known.set(agent.id, { agent, untilMs: clock.now() + KEPT_FOR_MS });

  async function ask(ids: readonly string[], signal?: AbortSignal): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      const params = { FILTER: { ID: ids.slice(start, start + CHUNK) }, sort: 'ID', order: 'ASC', start: 0 };
      const answer = await requests.call({ method: 'user.get', params }, { signal });
      for (const agent of listOf(answer.result).map(readAgent)) if (agent) keep(agent);
    }
  }

  return {
    async names(ids, signal) {
      const wanted = [...new Set(ids)];
      const unknown = wanted.filter((id) => (known.get(id)?.untilMs ?? 0) <= clock.now());
      try {
        await ask(unknown.filter(isUserId), signal);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (!TOLERATED.includes(error.code)) throw error;
        logger.log('warn', 'portal.no-agent-names', { code: error.code });
      }
      for (const id of unknown) if ((known.get(id)?.untilMs ?? 0) <= clock.now()) keep(nameless(id));
      return new Map(wanted.map((id) => [id, known.get(id)?.agent ?? nameless(id)]));
    },
  };
}

function isUserId(id: string): boolean {
  return /^\d{1,15}$/u.test(id);
}

function nameless(id: string): Agent {
  return { id, name: `Сотрудник №${id}`, isActive: true };
}

/** @returns null for a user without an id or a name */
export function readAgent(value: unknown): Agent | null {
  const parsed = USER.safeParse(value);
  if (!parsed.success || parsed.data.ID === null) return null;
  const { ID, NAME, LAST_NAME, ACTIVE } = parsed.data;
  const name = [NAME, LAST_NAME].filter((part) => part !== null).join(' ');
  return name === '' ? null : { id: String(ID), name, isActive: ACTIVE };
}
