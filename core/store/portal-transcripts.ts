/** Transcripts that a portal made itself: plain text without speakers and times, kept apart from ours. */

import type { PortalTranscript } from '#core/domain/transcript.ts';
import type { Connection } from './database.ts';

export function createPortalTranscripts(database: Connection, now: () => string) {
  const write = database.prepare<[string, string | null, string]>(`
    INSERT INTO portal_transcripts VALUES (?, ?, ?)
    ON CONFLICT (call_id) DO UPDATE SET text = coalesce(excluded.text, text), checked_at = excluded.checked_at`);
  const read = database.prepare<[string], PortalTranscript>(
    'SELECT text, checked_at AS fetchedAt FROM portal_transcripts WHERE call_id = ? AND text IS NOT NULL',
  );
  const wanted = database.prepare<[string, string], { callId: string; activityId: number }>(`
    SELECT c.id AS callId, l.activity_id AS activityId
    FROM calls c JOIN crm_links l ON l.call_id = c.id LEFT JOIN portal_transcripts t ON t.call_id = c.id
    WHERE c.source = ? AND c.status = 'answered' AND l.activity_id IS NOT NULL
      AND (t.call_id IS NULL OR (t.text IS NULL AND c.started_at >= ?))
    ORDER BY c.started_at, c.id`);
  return {
    /** @param text null: the portal has none, at least not yet */
    save: (callId: string, text: string | null): void => void write.run(callId, text, now()),
    find: (callId: string): PortalTranscript | undefined => read.get(callId),
    /** Calls with an activity in the CRM that were not asked about, and younger ones that had no text. */
    wantedOf: (source: string, { retryFrom }: { retryFrom: string }): { callId: string; activityId: number }[] =>
      wanted.all(source, retryFrom),
  };
}
