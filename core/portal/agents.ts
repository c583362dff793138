/** Names of employees. */

import { z } from 'zod';
import type { Agent } from '../domain/call.ts';
import { type ErrorCode, toAppError } from '../errors.ts';
import type { Logger } from '../ports.ts';
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

/**
 * @param ids portal user ids, repetitions allowed @returns an entry for every id; integrators, bots and removed
 * employees, which the portal never tells about, appear as «Сотрудник №7»
 */
export async function agentNames(
  { requests, logger }: { requests: Requests; logger: Logger },
  ids: Iterable<string>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Agent>> {
  const wanted = [...new Set(ids)];
  const agents = new Map<string, Agent>(wanted.map((id) => [id, { id, name: `Сотрудник №${id}`, isActive: true }]));
  const known = wanted.filter((id) => /^\d{1,15}$/u.test(id));
  for (let start = 0; start < known.length; start += CHUNK) {
    const params = { FILTER: { ID: known.slice(start, start + CHUNK) }, sort: 'ID', order: 'ASC', start: 0 };
    try {
      const answer = await requests.call({ method: 'user.get', params }, { signal });
      for (const agent of listOf(answer.result).map(readAgent)) {
        if (agent && agents.has(agent.id)) agents.set(agent.id, agent);
      }
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!TOLERATED.includes(error.code)) throw error;
      logger.log('warn', 'portal.no-agent-names', { code: error.code });
      break;
    }
  }
  return agents;
}

/** @returns null for a user without an id or a name */
export function readAgent(value: unknown): Agent | null {
  const parsed = USER.safeParse(value);
  if (!parsed.success || parsed.data.ID === null) return null;
  const { ID, NAME, LAST_NAME, ACTIVE } = parsed.data;
  const name = [NAME, LAST_NAME].filter((part) => part !== null).join(' ');
  return name === '' ? null : { id: String(ID), name, isActive: ACTIVE };
}
