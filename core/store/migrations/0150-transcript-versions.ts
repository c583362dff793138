/** Transcripts changed or chosen by a person, the wish for another engine, and notes to calls. */
export const sql = `
-- How the row came to be: by an engine, or out of the row that was current before.
ALTER TABLE transcripts ADD COLUMN change TEXT NOT NULL DEFAULT 'transcribed'
  CHECK (change IN ('transcribed', 'edited', 'speaker', 'swapped'));
-- 1 where a person wrote it or chose it: another engine's transcript does not take its place by itself.
ALTER TABLE transcripts ADD COLUMN is_chosen INTEGER NOT NULL DEFAULT 0 CHECK (is_chosen IN (0, 1));
CREATE INDEX transcripts_by_call ON transcripts (call_id, id);

-- Calls to be transcribed by an engine other than the usual one; gone when it is done.
CREATE TABLE engine_requests (
  call_id       TEXT NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  engine_id     TEXT NOT NULL,
  requested_at  TEXT NOT NULL
) STRICT;

CREATE TABLE notes (
  id          INTEGER NOT NULL PRIMARY KEY,
  call_id     TEXT    NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  -- Place in the recording; NULL for a note to the whole call.
  at_ms       INTEGER CHECK (at_ms >= 0),
  text        TEXT    NOT NULL,
  created_at  TEXT    NOT NULL,
  changed_at  TEXT    NOT NULL
) STRICT;
CREATE INDEX notes_by_call ON notes (call_id, at_ms);
`;
