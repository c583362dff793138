/** Which calls need a stage: their input or the stage's maker changed since the stored result was made. */

import type { Maker } from '#core/domain/transcript.ts';
import type { Connection } from '../database.ts';

/** A call to transcribe or to analyse, with what identifies the work. */
export interface StaleCall {
  readonly callId: string;
  /** Hash of the audio, or the id of the transcript with the revision of its text. */
  readonly input: string;
}

export function createStaleWork(database: Connection) {
  const transcribe = database.prepare<[string, string], StaleCall>(`
    SELECT r.call_id AS callId, r.sha256 AS input
    FROM recordings r LEFT JOIN transcripts t ON t.call_id = r.call_id AND t.is_current = 1
    WHERE r.state = 'stored'
      AND (t.id IS NULL OR t.input_sha256 <> r.sha256
        OR t.is_chosen = 0 AND (t.maker_id <> ? OR t.maker_version <> ?))
      AND NOT EXISTS (SELECT 1 FROM engine_requests e WHERE e.call_id = r.call_id)`);
  const analyse = database.prepare<[{ id: string; version: string; callId: string | null }], StaleCall>(`
    SELECT t.call_id AS callId,
      CAST(t.id AS TEXT) || iif(t.text_revision = 0, '', '.' || t.text_revision) AS input
    FROM transcripts t LEFT JOIN analyses a ON a.call_id = t.call_id AND a.is_current = 1
    WHERE t.is_current = 1
      AND (a.id IS NULL OR a.transcript_id <> t.id OR a.text_revision <> t.text_revision
        OR a.maker_id <> @id OR a.maker_version <> @version)
      AND (@callId IS NULL OR t.call_id = @callId)`);
  return {
    /** Calls whose stored recording has no transcript by `engine`, nor one that a person chose or asked for. */
    toTranscribe: (engine: Maker): StaleCall[] => transcribe.all(engine.id, engine.version),
    /** Calls whose current transcript has no analysis by `analyser`; only `callId` when it is given. */
    toAnalyse: (analyser: Maker, callId: string | null = null): StaleCall[] =>
      analyse.all({ id: analyser.id, version: analyser.version, callId }),
  };
}
