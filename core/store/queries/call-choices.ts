/** What stored calls can be filtered by: days, managers, departments, sources. */

import type { AgentChoice, DepartmentChoice } from '#core/domain/app-info.ts';
import { departmentKey } from '#core/domain/call-list.ts';
import type { Connection } from '../database.ts';

interface AgentRow {
  id: string;
  name: string;
  department: string | null;
  isActive: 0 | 1;
}

export function createCallChoices(database: Connection) {
  const days = database.prepare<[], { first: string | null; last: string | null }>(
    'SELECT min(started_at) AS first, max(started_at) AS last FROM calls',
  );
  // Ids are those of one source at a time; where sources share one, it is the same number in another portal, and the
  // manager is shown as one of the two. Names and ids are counted in an index; a source is looked up for each of them.
  const agents = database.prepare<[], AgentRow>(`
    WITH named AS (
      SELECT agent_id AS id, max(agent_name) AS name FROM calls
      WHERE agent_id IS NOT NULL AND agent_name IS NOT NULL GROUP BY agent_id),
    placed AS (
      SELECT id, name, (SELECT c.source FROM calls c WHERE c.agent_id = n.id AND c.agent_name = n.name LIMIT 1) AS source
      FROM named n)
    SELECT p.id, p.name,
      (SELECT min(d.name) FROM agent_departments m
         JOIN departments d ON d.source = m.source AND d.id = m.department_id
       WHERE m.source = p.source AND m.agent_id = p.id) AS department,
      coalesce((SELECT g.is_active FROM agents g WHERE g.source = p.source AND g.id = p.id), 1) AS isActive
    FROM placed p ORDER BY p.name`);
  const departments = database.prepare<[], { name: string; source: string }>(`
    SELECT DISTINCT d.name, d.source FROM agent_departments m
      JOIN departments d ON d.source = m.source AND d.id = m.department_id
    WHERE EXISTS (SELECT 1 FROM calls c WHERE c.agent_id = m.agent_id AND c.source = m.source)
    ORDER BY d.name, d.source`);
  const sources = database.prepare<[], string>('SELECT DISTINCT source FROM calls ORDER BY source').pluck();
  return {
    /** Instants of the first and the last call, or null while there is none. */
    range(): { readonly first: string; readonly last: string } | null {
      const row = days.get();
      if (!row || row.first === null || row.last === null) return null;
      return { first: row.first, last: row.last };
    },
    agents: (): AgentChoice[] => agents.all().map((row) => ({ ...row, isActive: row.isActive === 1 })),
    /** Departments of those who had a call. */
    departments(): DepartmentChoice[] {
      const rows = departments.all();
      const isShared = (name: string): boolean => rows.filter((row) => row.name === name).length > 1;
      return rows.map(({ name, source }) =>
        isShared(name) ? { key: departmentKey(name, source), name, source } : { key: name, name, source: null },
      );
    },
    sources: (): string[] => sources.all(),
  };
}
