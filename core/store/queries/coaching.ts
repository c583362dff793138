/** Moments of calls worth playing to their manager. */

import type { CoachingMoment } from '#core/domain/coaching.ts';
import type { Connection } from '../database.ts';
import { toCondition, type Condition, type InstantFilter } from './call-filter.ts';

/** Of each call the surest one: a playlist of one call teaches little. */
const MOMENTS = `
  SELECT c.id AS callId, c.started_at AS startedAt, c.client_name AS clientName, c.client_phone AS clientPhone,
    b.category, b.verdict, b.quote, r.text AS reply, u.start_ms AS startMs, max(u.end_ms, coalesce(r.end_ms, 0)) AS endMs,
    b.score, row_number() OVER (PARTITION BY c.id ORDER BY b.score DESC, b.id) AS place
  FROM calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
    JOIN objections b ON b.analysis_id = a.id
    JOIN recordings f ON f.call_id = c.id AND f.state = 'stored'
    JOIN utterances u ON u.transcript_id = a.transcript_id AND u.position = b.utterance
    LEFT JOIN utterances r ON r.transcript_id = a.transcript_id AND r.position = b.reply_utterance`;

export function createCoaching(database: Connection) {
  return {
    /** Only calls whose recording is here; handled ones only where it is known who replied. Judged ones before others, the surest first. */
    moments(filter: InstantFilter, isHandled: boolean, limit: number): CoachingMoment[] {
      const { sql, parameters } = toCondition(filter);
      const isWanted = isHandled ? `b.verdict = 'handled' AND r.speaker = 'agent'` : `b.verdict IS NOT 'handled'`;
      return database
        .prepare<[Condition['parameters']], CoachingMoment & { score: number; place: number }>(
          `SELECT * FROM (${MOMENTS} WHERE ${sql} AND ${isWanted})
           WHERE place = 1 ORDER BY verdict IS NULL, score DESC, startedAt DESC LIMIT @limit`,
        )
        .all({ ...parameters, limit })
        .map(({ score: _score, place: _place, ...moment }) => moment);
    },
  };
}
