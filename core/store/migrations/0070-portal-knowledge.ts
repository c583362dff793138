/** What a portal tells beside calls and recordings: people, the way of deals, its own transcripts, replaced recordings. */
export const sql = `
-- Employees stay when they are dismissed, with their last known name.
CREATE TABLE agents (
  source      TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  is_active   INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  updated_at  TEXT    NOT NULL,
  PRIMARY KEY (source, id)
) STRICT;
CREATE TABLE departments (
  source  TEXT    NOT NULL,
  id      INTEGER NOT NULL,
  name    TEXT    NOT NULL,
  PRIMARY KEY (source, id)
) STRICT;
-- The department may not be readable: no reference to it.
CREATE TABLE agent_departments (
  source         TEXT    NOT NULL,
  agent_id       TEXT    NOT NULL,
  department_id  INTEGER NOT NULL,
  PRIMARY KEY (source, agent_id, department_id),
  FOREIGN KEY (source, agent_id) REFERENCES agents (source, id) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

-- Every stage that a deal went through, so that its stage at the time of a call is known.
CREATE TABLE deal_stages (
  source      TEXT    NOT NULL,
  deal_id     INTEGER NOT NULL,
  entered_at  TEXT    NOT NULL,
  stage       TEXT,
  outcome     TEXT    NOT NULL CHECK (outcome IN ('won', 'lost', 'open')),
  PRIMARY KEY (source, deal_id, entered_at)
) STRICT;

-- The portal's own transcript, beside ours and never mixed with it. No text: asked for, and there was none.
CREATE TABLE portal_transcripts (
  call_id     TEXT NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  text        TEXT,
  checked_at  TEXT NOT NULL
) STRICT;

-- Names that sources had before, e.g. of a portal whose address was changed.
CREATE TABLE renamed_sources (
  former   TEXT NOT NULL PRIMARY KEY,
  present  TEXT NOT NULL
) STRICT;

-- The portal has another recording now; the former one stays until the new one is here.
CREATE TABLE replaced_recordings (
  call_id  TEXT NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE
) STRICT;
`;
