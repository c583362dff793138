/** What people write about calls. */

import type { Note } from '#core/domain/transcript-version.ts';
import type { Connection } from './database.ts';

const COLUMNS = 'id, call_id AS callId, at_ms AS atMs, text, created_at AS createdAt, changed_at AS changedAt';

export function createNotes(database: Connection, now: () => string) {
  const ofCall = database.prepare<[string], Note>(
    `SELECT ${COLUMNS} FROM notes WHERE call_id = ? ORDER BY at_ms IS NOT NULL, at_ms, id`,
  );
  const one = database.prepare<[number], Note>(`SELECT ${COLUMNS} FROM notes WHERE id = ?`);
  const insert = database.prepare<[Omit<Note, 'id'>]>(`
    INSERT INTO notes (call_id, at_ms, text, created_at, changed_at)
    VALUES (@callId, @atMs, @text, @createdAt, @changedAt)`);
  const update = database.prepare<[string, string, number]>('UPDATE notes SET text = ?, changed_at = ? WHERE id = ?');
  const remove = database.prepare<[number]>('DELETE FROM notes WHERE id = ?');
  return {
    /** Those to the whole call first, then in order of the recording. */
    ofCall: (callId: string): Note[] => ofCall.all(callId),
    find: (id: number): Note | undefined => one.get(id),
    /** @returns its id */
    add(note: Pick<Note, 'callId' | 'atMs' | 'text'>): number {
      const moment = now();
      return Number(insert.run({ ...note, createdAt: moment, changedAt: moment }).lastInsertRowid);
    },
    /** @returns false when it is gone */
    change: (id: number, text: string): boolean => update.run(text, now(), id).changes > 0,
    /** @returns false when it was gone already */
    remove: (id: number): boolean => remove.run(id).changes > 0,
  };
}
