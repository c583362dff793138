/**
 * What the model itself found, kept apart from what counts: `objections` holds the findings after the user's categories
 * and corrections, so that every list and figure reads one table.
 */
export const sql = `
CREATE TABLE model_objections (
  id               INTEGER NOT NULL PRIMARY KEY,
  analysis_id      INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  category         TEXT    NOT NULL,
  utterance        INTEGER NOT NULL,
  score            REAL    NOT NULL,
  quote            TEXT    NOT NULL,
  verdict          TEXT    NOT NULL CHECK (verdict IN ('handled', 'argued', 'ignored')),
  reply_utterance  INTEGER
) STRICT;
INSERT INTO model_objections SELECT id, analysis_id, category, utterance, score, quote, verdict, reply_utterance FROM objections;
CREATE INDEX model_objections_by_analysis ON model_objections (analysis_id);

-- By which categories the objections of an analysis were settled, and what that takes: see core/domain/candidate.ts.
CREATE TABLE scorings (
  analysis_id     INTEGER NOT NULL PRIMARY KEY REFERENCES analyses (id) ON DELETE CASCADE,
  -- Version of the category set; 0 before the first one was saved.
  category_set    INTEGER NOT NULL,
  -- Set and corrections together; another value makes the scoring stale.
  scored_by       TEXT    NOT NULL,
  -- Maker of the candidates; empty while nobody needed them.
  reader          TEXT    NOT NULL DEFAULT '',
  -- JSON array.
  candidates      TEXT    NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX scorings_by_maker ON scorings (scored_by, analysis_id);

CREATE TABLE corrections (
  id                  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  call_id             TEXT    NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  kind                TEXT    NOT NULL CHECK (kind IN ('right', 'wrong', 'relabelled', 'added')),
  -- The utterance as it was when it was corrected: its index may change with the next transcription.
  utterance           INTEGER NOT NULL,
  start_ms            INTEGER NOT NULL,
  end_ms              INTEGER NOT NULL,
  text                TEXT    NOT NULL,
  automatic_category  TEXT,
  automatic_score     REAL,
  category            TEXT,
  changed_at          TEXT    NOT NULL
) STRICT;
CREATE INDEX corrections_by_call ON corrections (call_id, start_ms);
`;
