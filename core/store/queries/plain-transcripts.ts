/** Transcripts that lack what a model installed later would add; what a person wrote or chose is not among them. */

import type { RefiningTask } from '#core/domain/models.ts';
import type { Connection } from '../database.ts';

/** Marks stand in the first turns already, so that long calls are not read to their end. */
const TURNS_LOOKED_AT = 8;

const LACKING: Readonly<Record<RefiningTask, string>> = {
  punctuation: `NOT EXISTS (
    SELECT 1 FROM utterances u
    WHERE u.transcript_id = t.id AND u.position < ${TURNS_LOOKED_AT} AND u.text GLOB '*[.,!?]*')`,
  diarization: `t.channels = 1 AND NOT EXISTS (
    SELECT 1 FROM utterances u WHERE u.transcript_id = t.id AND u.speaker <> 'unknown')`,
};

const callsLacking = (what: string): string => `
  SELECT t.call_id AS callId FROM transcripts t
  JOIN recordings r ON r.call_id = t.call_id AND r.state = 'stored'
  WHERE t.is_current = 1 AND t.is_chosen = 0 AND t.created_at < ?
    AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.call_id = t.call_id AND j.stage = 'transcribe' AND j.state <> 'done')
    AND EXISTS (SELECT 1 FROM utterances u WHERE u.transcript_id = t.id) AND ${what}
  ORDER BY t.call_id`;

export function createPlainTranscripts(database: Connection) {
  const find = {
    punctuation: database.prepare<[string], { callId: string }>(callsLacking(LACKING.punctuation)),
    diarization: database.prepare<[string], { callId: string }>(callsLacking(LACKING.diarization)),
  };
  return {
    /** Calls whose recording is there to be heard again, and which do not wait for that already. @param before UTC: when the model was installed */
    callIds: (task: RefiningTask, before: string): string[] => find[task].all(before).map(({ callId }) => callId),
  };
}
