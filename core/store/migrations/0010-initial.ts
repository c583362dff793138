/** First schema: calls and their recordings, jobs, transcripts, analyses, cursors, settings, full-text search. */
export const sql = `
CREATE TABLE calls (
  id            TEXT    NOT NULL PRIMARY KEY,
  source        TEXT    NOT NULL,
  external_id   TEXT    NOT NULL,
  direction     TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
  status        TEXT    NOT NULL CHECK (status IN ('answered', 'missed', 'failed')),
  started_at    TEXT    NOT NULL,
  duration_ms   INTEGER NOT NULL CHECK (duration_ms >= 0),
  agent_id      TEXT,
  agent_name    TEXT,
  client_phone  TEXT,
  client_name   TEXT,
  -- What the source needs to find the recording again (file ids, never a link: links hold secrets). JSON.
  source_ref    TEXT    NOT NULL DEFAULT '{}',
  UNIQUE (source, external_id)
) STRICT;
CREATE INDEX calls_by_start ON calls (started_at);

CREATE TABLE recordings (
  call_id     TEXT    NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  state       TEXT    NOT NULL CHECK (state IN ('none', 'pending', 'stored', 'missing', 'deleted', 'forbidden', 'failed')),
  -- Relative to the data folder; present exactly when the state is 'stored'.
  path        TEXT,
  sha256      TEXT,
  size_bytes  INTEGER,
  CHECK ((state = 'stored') = (path IS NOT NULL AND sha256 IS NOT NULL AND size_bytes IS NOT NULL))
) STRICT;
CREATE INDEX recordings_by_state ON recordings (state);

CREATE TABLE jobs (
  call_id     TEXT    NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  stage       TEXT    NOT NULL CHECK (stage IN ('download', 'transcribe', 'analyse')),
  state       TEXT    NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed')),
  attempts    INTEGER NOT NULL DEFAULT 0,
  -- What the job is for: input and maker. A job with the same key is not planned twice.
  work_key    TEXT    NOT NULL,
  -- JSON {code, message, details}; present exactly when the state is 'failed'.
  error       TEXT,
  updated_at  TEXT    NOT NULL,
  PRIMARY KEY (call_id, stage)
) STRICT;
CREATE INDEX jobs_by_state ON jobs (stage, state);

CREATE TABLE transcripts (
  id             INTEGER NOT NULL PRIMARY KEY,
  call_id        TEXT    NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  maker_id       TEXT    NOT NULL,
  maker_version  TEXT    NOT NULL,
  input_sha256   TEXT    NOT NULL,
  duration_ms    INTEGER NOT NULL,
  channels       INTEGER NOT NULL,
  is_current     INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  created_at     TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX transcripts_current ON transcripts (call_id) WHERE is_current = 1;

CREATE TABLE utterances (
  id             INTEGER NOT NULL PRIMARY KEY,
  transcript_id  INTEGER NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  speaker        TEXT    NOT NULL CHECK (speaker IN ('agent', 'client', 'unknown')),
  start_ms       INTEGER NOT NULL,
  end_ms         INTEGER NOT NULL,
  text           TEXT    NOT NULL,
  confidence     REAL    NOT NULL,
  -- [[text, startMs, endMs], …]
  words          TEXT    NOT NULL,
  UNIQUE (transcript_id, position)
) STRICT;

CREATE VIRTUAL TABLE utterances_fts USING fts5 (text, content = 'utterances', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER utterances_insert AFTER INSERT ON utterances BEGIN
  INSERT INTO utterances_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER utterances_delete AFTER DELETE ON utterances BEGIN
  INSERT INTO utterances_fts (utterances_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER utterances_update AFTER UPDATE OF text ON utterances BEGIN
  INSERT INTO utterances_fts (utterances_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO utterances_fts (rowid, text) VALUES (new.id, new.text);
END;

CREATE TABLE analyses (
  id             INTEGER NOT NULL PRIMARY KEY,
  call_id        TEXT    NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  transcript_id  INTEGER NOT NULL REFERENCES transcripts (id) ON DELETE CASCADE,
  maker_id       TEXT    NOT NULL,
  maker_version  TEXT    NOT NULL,
  topic          TEXT    NOT NULL,
  topic_score    REAL    NOT NULL,
  sentiment      TEXT    NOT NULL CHECK (sentiment IN ('positive', 'neutral', 'negative')),
  next_step      TEXT,
  -- [[sentiment, score], …], one per utterance.
  utterances     TEXT    NOT NULL,
  is_current     INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  created_at     TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX analyses_current ON analyses (call_id) WHERE is_current = 1;

CREATE TABLE objections (
  id               INTEGER NOT NULL PRIMARY KEY,
  analysis_id      INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  category         TEXT    NOT NULL,
  utterance        INTEGER NOT NULL,
  score            REAL    NOT NULL,
  quote            TEXT    NOT NULL,
  verdict          TEXT    NOT NULL CHECK (verdict IN ('handled', 'argued', 'ignored')),
  reply_utterance  INTEGER
) STRICT;
CREATE INDEX objections_by_analysis ON objections (analysis_id);
CREATE INDEX objections_by_category ON objections (category);

-- Reports that were made; the files lie in reports/<id>.html.
CREATE TABLE reports (
  id          TEXT    NOT NULL PRIMARY KEY,
  first_day   TEXT    NOT NULL,
  last_day    TEXT    NOT NULL,
  created_at  TEXT    NOT NULL,
  calls       INTEGER NOT NULL,
  size_bytes  INTEGER NOT NULL
) STRICT;

CREATE TABLE cursors (
  source      TEXT NOT NULL PRIMARY KEY,
  position    TEXT NOT NULL,
  updated_at  TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key    TEXT NOT NULL PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT;
`;
