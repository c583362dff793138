/** Transcripts with what made them. The newest of a call is its current one; older ones stay for comparison. */

import type { Maker, Speaker, Transcript, Utterance } from '#core/domain/transcript.ts';
import type { Connection } from './database.ts';
import { packWords, unpackWords } from './packed-words.ts';

/** A transcript as a row, with the hash of the audio it was made from. */
export interface StoredTranscript extends Transcript {
  readonly id: number;
  readonly callId: string;
  readonly inputSha256: string;
}

interface TranscriptRow {
  id: number;
  call_id: string;
  maker_id: string;
  maker_version: string;
  input_sha256: string;
  duration_ms: number;
  channels: number;
  agent_channel: 0 | 1 | null;
}

interface UtteranceRow {
  speaker: Speaker;
  start_ms: number;
  end_ms: number;
  text: string;
  confidence: number;
  words: string;
}

const toUtterance = (row: UtteranceRow): Utterance => ({
  speaker: row.speaker,
  startMs: row.start_ms,
  endMs: row.end_ms,
  text: row.text,
  confidence: row.confidence,
  words: unpackWords(row.words),
});

export function createTranscripts(database: Connection, now: () => string) {
  const retire = database.prepare<[string]>(
    'UPDATE transcripts SET is_current = 0 WHERE call_id = ? AND is_current = 1',
  );
  const insert = database.prepare<[Omit<TranscriptRow, 'id'> & { created_at: string }]>(`
    INSERT INTO transcripts
      (call_id, maker_id, maker_version, input_sha256, duration_ms, channels, agent_channel, is_current, created_at)
    VALUES
      (@call_id, @maker_id, @maker_version, @input_sha256, @duration_ms, @channels, @agent_channel, 1, @created_at)`);
  const insertUtterance = database.prepare<[UtteranceRow & { transcript_id: number; position: number }]>(`
    INSERT INTO utterances (transcript_id, position, speaker, start_ms, end_ms, text, confidence, words)
    VALUES (@transcript_id, @position, @speaker, @start_ms, @end_ms, @text, @confidence, @words)`);
  const current = database.prepare<[string], TranscriptRow>(
    'SELECT * FROM transcripts WHERE call_id = ? AND is_current = 1',
  );
  const utterancesOf = database.prepare<[number], UtteranceRow>(
    'SELECT speaker, start_ms, end_ms, text, confidence, words FROM utterances WHERE transcript_id = ? ORDER BY position',
  );

  return {
    /** Makes `transcript` the call's current one. @returns its id */
    save(callId: string, transcript: Transcript, inputSha256: string): number {
      retire.run(callId);
      const { lastInsertRowid } = insert.run({
        call_id: callId,
        maker_id: transcript.engine.id,
        maker_version: transcript.engine.version,
        input_sha256: inputSha256,
        duration_ms: Math.round(transcript.durationMs),
        channels: transcript.channels,
        agent_channel: transcript.agentChannel,
        created_at: now(),
      });
      const id = Number(lastInsertRowid);
      for (const [position, utterance] of transcript.utterances.entries()) {
        insertUtterance.run({
          transcript_id: id,
          position,
          speaker: utterance.speaker,
          start_ms: Math.round(utterance.startMs),
          end_ms: Math.round(utterance.endMs),
          text: utterance.text,
          confidence: utterance.confidence,
          words: packWords(utterance.words),
        });
      }
      return id;
    },
    findCurrent(callId: string): StoredTranscript | undefined {
      const row = current.get(callId);
      if (!row) return undefined;
      const engine: Maker = { id: row.maker_id, version: row.maker_version };
      return {
        id: row.id,
        callId: row.call_id,
        inputSha256: row.input_sha256,
        durationMs: row.duration_ms,
        channels: row.channels,
        agentChannel: row.agent_channel,
        engine,
        utterances: utterancesOf.all(row.id).map(toUtterance),
      };
    },
  };
}
