/** What the lead said about found objections. */

import type { Correction, CorrectionKind } from '#core/domain/correction.ts';
import type { Connection } from './database.ts';

interface CorrectionRow {
  id: number;
  call_id: string;
  kind: CorrectionKind;
  utterance: number;
  start_ms: number;
  end_ms: number;
  text: string;
  automatic_category: string | null;
  automatic_score: number | null;
  category: string | null;
  changed_at: string;
}

const toCorrection = (row: CorrectionRow): Correction => ({
  id: row.id,
  callId: row.call_id,
  kind: row.kind,
  utterance: row.utterance,
  startMs: row.start_ms,
  endMs: row.end_ms,
  text: row.text,
  automaticCategory: row.automatic_category,
  automaticScore: row.automatic_score,
  category: row.category,
  changedAt: row.changed_at,
});

export function createCorrections(database: Connection, now: () => string) {
  const insert = database.prepare<[Omit<CorrectionRow, 'id'>]>(`
    INSERT INTO corrections (call_id, kind, utterance, start_ms, end_ms, text, automatic_category, automatic_score,
      category, changed_at)
    VALUES (@call_id, @kind, @utterance, @start_ms, @end_ms, @text, @automatic_category, @automatic_score,
      @category, @changed_at)`);
  const all = database.prepare<[], CorrectionRow>('SELECT * FROM corrections ORDER BY id');
  const ofCall = database.prepare<[string], CorrectionRow>('SELECT * FROM corrections WHERE call_id = ? ORDER BY id');
  const one = database.prepare<[number], CorrectionRow>('SELECT * FROM corrections WHERE id = ?');
  const remove = database.prepare<[number]>('DELETE FROM corrections WHERE id = ?');
  const clear = database.prepare('DELETE FROM corrections');
  const calls = database.prepare<[], { call_id: string }>('SELECT DISTINCT call_id FROM corrections');

  return {
    /** @returns its id */
    save: (correction: Omit<Correction, 'id' | 'changedAt'>): number =>
      Number(
        insert.run({
          call_id: correction.callId,
          kind: correction.kind,
          utterance: correction.utterance,
          start_ms: Math.round(correction.startMs),
          end_ms: Math.round(correction.endMs),
          text: correction.text,
          automatic_category: correction.automaticCategory,
          automatic_score: correction.automaticScore,
          category: correction.category,
          changed_at: now(),
        }).lastInsertRowid,
      ),
    /** The oldest first. */
    list: (): Correction[] => all.all().map(toCorrection),
    ofCall: (callId: string): Correction[] => ofCall.all(callId).map(toCorrection),
    find(id: number): Correction | undefined {
      const row = one.get(id);
      return row && toCorrection(row);
    },
    remove: (id: number): void => void remove.run(id),
    /** @returns how many there were */
    clear: (): number => clear.run().changes,
    correctedCalls: (): string[] => calls.all().map(({ call_id }) => call_id),
  };
}
