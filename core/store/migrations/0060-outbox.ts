/** What is to be written into the portal, and what became of it: each call and action at most once. */
export const sql = `
CREATE TABLE outbox (
  id          INTEGER NOT NULL PRIMARY KEY,
  call_id     TEXT    NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  action      TEXT    NOT NULL CHECK (action IN ('transcript', 'comment', 'todo')),
  -- JSON of the request.
  request     TEXT    NOT NULL,
  -- 'sending' is set before the request leaves: found again later, it means that the answer was never seen.
  state       TEXT    NOT NULL CHECK (state IN ('planned', 'sending', 'done', 'unclear', 'failed')),
  error       TEXT,
  updated_at  TEXT    NOT NULL,
  UNIQUE (call_id, action)
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state);
`;
