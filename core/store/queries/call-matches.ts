/** Which calls a filter means, in the form that is quickest to ask several questions about. */

import type { Connection } from '../database.ts';
import { FROM, toCondition, type Condition, type InstantFilter } from './call-filter.ts';

/**
 * A search through all that was said takes longer than everything else together, while a screen asks for rows, their
 * number and totals of the same calls. So it is done once: the found calls stand in for the words until something changes.
 */
export function createMatches(database: Connection): (filter: InstantFilter) => Condition {
  const ownChanges = database.prepare<[], number>('SELECT total_changes()').pluck();
  /** Grows with every change, of this connection or of another one. */
  const version = (): string => `${ownChanges.get()} ${String(database.pragma('data_version', { simple: true }))}`;
  let found = { key: '', callIds: '[]' };

  return (filter) => {
    const condition = toCondition(filter);
    if (!condition.searchesText) return condition;
    // What a transaction sees may be taken back, and then its version means something else.
    if (database.inTransaction) return condition;
    const key = `${version()} ${JSON.stringify(filter)}`;
    if (found.key !== key) found = { key, callIds: idsOf(database, condition) };
    return {
      sql: 'c.id IN (SELECT value FROM json_each(@found))',
      parameters: { found: found.callIds },
      needsAnalysis: false,
      searchesText: false,
    };
  };
}

/** A JSON array. */
function idsOf(database: Connection, { sql, parameters }: Condition): string {
  const ids = database.prepare<[Condition['parameters']], string>(`SELECT json_group_array(c.id) ${FROM} WHERE ${sql}`);
  return ids.pluck().get(parameters) ?? '[]';
}
