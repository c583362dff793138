/** Keeping a copy of a portal: when to look for late recordings again, and which calls the portal no longer has. */
export const sql = `
-- Only for recordings in the state 'pending' that the portal has not got yet; without a row they are due at once.
CREATE TABLE recording_checks (
  call_id        TEXT    NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  checks         INTEGER NOT NULL,
  next_check_at  TEXT    NOT NULL
) STRICT;

-- A mark, nothing more: the conversation took place, so the call and what was derived from it stay.
CREATE TABLE removed_calls (
  call_id     TEXT NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  removed_at  TEXT NOT NULL
) STRICT;
`;
