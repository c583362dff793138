/** Earlier versions of transcripts, and changes that people make: each is a row of its own, nothing is written over. */

import type { Speaker, Word } from '#core/domain/transcript.ts';
import type { TranscriptChange, TranscriptVersion } from '#core/domain/transcript-version.ts';
import type { Connection } from './database.ts';
import { packWords } from './packed-words.ts';

interface VersionRow {
  id: number;
  change: TranscriptChange;
  maker_id: string;
  maker_version: string;
  created_at: string;
  is_current: 0 | 1;
  is_chosen: 0 | 1;
}

export function createTranscriptVersions(database: Connection, now: () => string) {
  const list = database.prepare<[string], VersionRow>(`
    SELECT id, change, maker_id, maker_version, created_at, is_current, is_chosen
    FROM transcripts WHERE call_id = ? ORDER BY id DESC`);
  const retire = database.prepare<[string]>(
    'UPDATE transcripts SET is_current = 0 WHERE call_id = ? AND is_current = 1',
  );
  const show = database.prepare<[number, string]>('UPDATE transcripts SET is_current = 1 WHERE id = ? AND call_id = ?');
  const choose = database.prepare<[number, number]>('UPDATE transcripts SET is_chosen = ? WHERE id = ?');
  const chosen = database.prepare<[string, string], { id: number }>(
    'SELECT id FROM transcripts WHERE call_id = ? AND is_current = 1 AND is_chosen = 1 AND input_sha256 = ?',
  );
  const copy = database.prepare<[{ callId: string; change: TranscriptChange; now: string; source: number }]>(`
    INSERT INTO transcripts (call_id, maker_id, maker_version, input_sha256, duration_ms, channels, agent_channel,
      is_current, created_at, change, is_chosen)
    SELECT call_id, maker_id, maker_version, input_sha256, duration_ms, channels, agent_channel,
      1, @now, @change, 1
    FROM transcripts WHERE id = @source AND call_id = @callId`);
  const copyUtterances = database.prepare<[number, number]>(`
    INSERT INTO utterances (transcript_id, position, speaker, start_ms, end_ms, text, confidence, words, original)
    SELECT ?, position, speaker, start_ms, end_ms, text, confidence, words, original
    FROM utterances WHERE transcript_id = ? ORDER BY position`);
  // What a person wrote is not recognised text: there is nothing to go back to when a word of the vocabulary goes.
  const rewrite = database.prepare<[string, string, number, number]>(`
    UPDATE utterances SET text = ?, words = ?, original = NULL WHERE transcript_id = ? AND position = ?`);
  const assign = database.prepare<[Speaker, number, number]>(
    'UPDATE utterances SET speaker = ? WHERE transcript_id = ? AND position = ?',
  );
  const swap = database.prepare<[number]>(`
    UPDATE utterances SET speaker = CASE speaker WHEN 'agent' THEN 'client' WHEN 'client' THEN 'agent' ELSE speaker END
    WHERE transcript_id = ?`);
  const swapChannel = database.prepare<[number]>(
    'UPDATE transcripts SET agent_channel = 1 - agent_channel WHERE id = ?',
  );

  return {
    /** The newest first. */
    list: (callId: string): TranscriptVersion[] =>
      list.all(callId).map((row) => ({
        id: row.id,
        change: row.change,
        engine: { id: row.maker_id, version: row.maker_version },
        createdAt: row.created_at,
        isCurrent: row.is_current === 1,
        isChosen: row.is_chosen === 1,
      })),
    /** The current version of the call if a person wrote or chose it, and it is of that recording. @returns its id */
    findChosen: (callId: string, inputSha256: string): number | undefined => chosen.get(callId, inputSha256)?.id,
    /** Makes a stored version the current one. @returns false when the call has no such version */
    show(callId: string, id: number): boolean {
      retire.run(callId);
      return show.run(id, callId).changes > 0;
    },
    /** Whether a new model may replace the version by itself. */
    setChosen: (id: number, isChosen: boolean): void => void choose.run(isChosen ? 1 : 0, id),
    /** Copies a version of the call; the copy is current, and a person's. @returns its id */
    copy(callId: string, source: number, change: TranscriptChange): number {
      retire.run(callId);
      const id = Number(copy.run({ callId, change, now: now(), source }).lastInsertRowid);
      copyUtterances.run(id, source);
      return id;
    },
    rewrite(id: number, position: number, { text, words }: { text: string; words: readonly Word[] }): void {
      rewrite.run(text, packWords(words), id, position);
    },
    assign: (id: number, position: number, speaker: Speaker): void => void assign.run(speaker, id, position),
    /** The agent's words become the client's and the other way round, as do the channels. */
    swap(id: number): void {
      swap.run(id);
      swapChannel.run(id);
    },
  };
}
