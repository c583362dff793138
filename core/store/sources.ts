/** A source that goes by another name from now on, e.g. a portal whose address was changed. */

import { toStoredCall, type CallRow, type StoredCall } from './calls.ts';
import type { Connection } from './database.ts';

interface Column {
  table: string;
  column: string;
}

/** Names of tables cannot be parameters; these are our own. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export function createSources(database: Connection) {
  /** Whatever refers to a call, tables of later versions too. */
  const references = database.prepare<[], Column>(`
    SELECT m.name AS "table", f."from" AS "column" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND f."table" = 'calls'`);
  /** Tables that name their source; rows that hang on these by a cascade follow by themselves. */
  const named = database.prepare<[], Column>(`
    SELECT m.name AS "table", 'source' AS "column" FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND c.name = 'source' AND m.name NOT IN ('calls', 'agent_departments')`);
  const newest = database.prepare<[string, number], CallRow>(
    'SELECT * FROM calls WHERE source = ? ORDER BY started_at DESC LIMIT ?',
  );

  /**
   * Calls that were pulled under both names, e.g. because the new address was typed in by hand: the one with a
   * transcript stays, of two equal ones the older.
   */
  const dropDoubles = (from: string, to: string): void => {
    const transcribed = (id: string): string =>
      `EXISTS (SELECT 1 FROM transcripts t WHERE t.call_id = ${id} AND t.is_current = 1)`;
    const doubles = database
      .prepare<[string, string], { former: string; latter: string; isLatterBetter: 0 | 1 }>(
        `SELECT a.id AS former, b.id AS latter, NOT ${transcribed('a.id')} AND ${transcribed('b.id')} AS isLatterBetter
         FROM calls a JOIN calls b ON b.external_id = a.external_id WHERE a.source = ? AND b.source = ?`,
      )
      .all(from, to);
    const remove = database.prepare<[string]>('DELETE FROM calls WHERE id = ?');
    for (const { former, latter, isLatterBetter } of doubles) remove.run(isLatterBetter === 1 ? former : latter);
  };

  const present = database.prepare<[string], { present: string }>(
    'SELECT present FROM renamed_sources WHERE former = ?',
  );
  const follow = database.prepare<[string, string]>('UPDATE renamed_sources SET present = ? WHERE present = ?');
  const note = database.prepare<[string, string]>('INSERT OR REPLACE INTO renamed_sources VALUES (?, ?)');
  const forget = database.prepare<[string]>('DELETE FROM renamed_sources WHERE former = ?');

  return {
    /** The name that a source goes by now. */
    present: (source: string): string => present.get(source)?.present ?? source,
    /** The calls of a source that began last. */
    newest: (source: string, limit: number): StoredCall[] => newest.all(source, limit).map(toStoredCall),
    /**
     * Everything of the source `from` belongs to `to` afterwards: calls with all that was derived from them, how far it
     * was read, people, deals, planned writes. Files stay where they are. To be run in a transaction.
     * @returns how many calls changed their name
     */
    rename(from: string, to: string): number {
      if (from === to) return 0;
      // References may point nowhere until the calls themselves have moved.
      database.pragma('defer_foreign_keys = ON');
      dropDoubles(from, to);
      const moved = database.prepare<[string, string, string]>(`
        UPDATE calls SET source = ?, id = ? || ':' || external_id WHERE source = ?`);
      for (const { table, column } of references.all()) {
        const name = quoted(column);
        database
          .prepare<[string, number, string]>(
            `UPDATE ${quoted(table)} SET ${name} = ? || substr(${name}, ?)
             WHERE ${name} IN (SELECT id FROM calls WHERE source = ?)`,
          )
          .run(to, from.length + 1, from);
      }
      for (const { table } of named.all()) {
        // What the new name already knows is the fresher knowledge.
        database
          .prepare<[string, string]>(`UPDATE OR IGNORE ${quoted(table)} SET source = ? WHERE source = ?`)
          .run(to, from);
        database.prepare<[string]>(`DELETE FROM ${quoted(table)} WHERE source = ?`).run(from);
      }
      follow.run(to, from);
      note.run(from, to);
      forget.run(to);
      return moved.run(to, to, from).changes;
    },
  };
}
