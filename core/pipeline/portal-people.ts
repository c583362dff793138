/** Employees of the portal's calls: names, departments, who was dismissed. */

import type { Portal, PortalCall } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';

export interface PeopleWork {
  readonly portal: Portal;
  readonly source: string;
  readonly store: Store;
  readonly signal: AbortSignal;
}

export interface PeopleReading {
  /** The name to show; null for nobody. What was known before stays where the portal has no name (any more). */
  nameOf(agentId: string | null): string | null;
  save(): void;
}

/** @throws portal.* when the portal as a whole cannot be used, job.cancelled */
export async function readPeople(
  { portal, source, store, signal }: PeopleWork,
  calls: readonly Pick<PortalCall, 'agentId'>[],
): Promise<PeopleReading> {
  const agents = await portal.agentNames(new Set(calls.flatMap((call) => call.agentId ?? [])), signal);
  const hasDepartments = [...agents.values()].some(({ departmentIds }) => departmentIds.length > 0);
  const departments = hasDepartments ? await portal.departmentNames(signal) : new Map<number, string>();
  return {
    nameOf(agentId) {
      const agent = agents.get(agentId ?? '');
      if (!agent || agent.isNamed) return agent?.name ?? null;
      return store.people.find(source, agent.id)?.name ?? agent.name;
    },
    save() {
      for (const agent of agents.values()) if (agent.isNamed) store.people.save(source, agent);
      store.people.saveDepartments(source, departments);
    },
  };
}

/** Looks everybody up again: who was dismissed makes no more calls that would tell. */
export async function refreshPeople(work: PeopleWork): Promise<void> {
  const everybody = work.store.people.idsOf(work.source).map((agentId) => ({ agentId }));
  const people = await readPeople(work, everybody);
  work.store.transaction(() => people.save());
}
