/** Employees and departments of the sources, as they were last told. */

import type { Agent } from '#core/domain/call.ts';
import type { Connection } from './database.ts';

/** Departments by their ids in the source. */
export type StoredAgent = Agent & { readonly departmentIds: readonly number[] };

interface AgentRow {
  id: string;
  name: string;
  is_active: 0 | 1;
}

export function createPeople(database: Connection, now: () => string) {
  const upsert = database.prepare<[string, string, string, 0 | 1, string]>(`
    INSERT INTO agents VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (source, id) DO UPDATE SET
      name = excluded.name, is_active = excluded.is_active, updated_at = excluded.updated_at`);
  const leave = database.prepare<[string, string]>('DELETE FROM agent_departments WHERE source = ? AND agent_id = ?');
  const join = database.prepare<[string, string, number]>('INSERT OR IGNORE INTO agent_departments VALUES (?, ?, ?)');
  const one = database.prepare<[string, string], AgentRow>(
    'SELECT id, name, is_active FROM agents WHERE source = ? AND id = ?',
  );
  const departmentsOf = database.prepare<[string, string], { id: number }>(
    'SELECT department_id AS id FROM agent_departments WHERE source = ? AND agent_id = ? ORDER BY department_id',
  );
  const ids = database.prepare<[string], { id: string }>('SELECT id FROM agents WHERE source = ? ORDER BY id');
  const nameDepartment = database.prepare<[string, number, string]>(`
    INSERT INTO departments VALUES (?, ?, ?) ON CONFLICT (source, id) DO UPDATE SET name = excluded.name`);
  return {
    save(source: string, { id, name, isActive, departmentIds }: StoredAgent): void {
      upsert.run(source, id, name, isActive ? 1 : 0, now());
      leave.run(source, id);
      for (const departmentId of departmentIds) join.run(source, id, departmentId);
    },
    find(source: string, id: string): StoredAgent | undefined {
      const row = one.get(source, id);
      if (!row) return undefined;
      const departmentIds = departmentsOf.all(source, id).map((department) => department.id);
      return { id: row.id, name: row.name, isActive: row.is_active === 1, departmentIds };
    },
    /** Everybody who was ever told about. */
    idsOf: (source: string): string[] => ids.all(source).map(({ id }) => id),
    /** @param names by department id; what is not among them stays as it was */
    saveDepartments(source: string, names: ReadonlyMap<number, string>): void {
      for (const [id, name] of names) nameDepartment.run(source, id, name);
    },
  };
}
