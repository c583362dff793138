/**
 * Where both sides were recorded together and not told apart, nobody knows whose words followed an objection: what counts
 * has no verdict there. What the model found stays in `model_objections` as it is. Only a new table can drop NOT NULL, and
 * the indexes and triggers of 0040 and 0140 go with the old one.
 */
export const sql = `
CREATE TABLE counted_objections (
  id               INTEGER NOT NULL PRIMARY KEY,
  analysis_id      INTEGER NOT NULL REFERENCES analyses (id) ON DELETE CASCADE,
  category         TEXT    NOT NULL,
  utterance        INTEGER NOT NULL,
  score            REAL    NOT NULL,
  quote            TEXT    NOT NULL,
  -- NULL where it is not known who replied.
  verdict          TEXT CHECK (verdict IN ('handled', 'argued', 'ignored')),
  reply_utterance  INTEGER
) STRICT;
INSERT INTO counted_objections
SELECT o.id, o.analysis_id, o.category, o.utterance, o.score, o.quote, iif(u.speaker <> 'unknown', o.verdict, NULL),
  o.reply_utterance
FROM objections o JOIN analyses a ON a.id = o.analysis_id
  LEFT JOIN utterances u ON u.transcript_id = a.transcript_id AND u.position = coalesce(o.reply_utterance, o.utterance);
DELETE FROM call_scores WHERE call_id IN (
  SELECT a.call_id FROM analyses a JOIN counted_objections o ON o.analysis_id = a.id WHERE o.verdict IS NULL);
DROP TABLE objections;
ALTER TABLE counted_objections RENAME TO objections;

CREATE INDEX objections_by_analysis ON objections (analysis_id, category, verdict);
CREATE INDEX objections_by_category ON objections (category, verdict, analysis_id);
CREATE TRIGGER call_scores_new_objection AFTER INSERT ON objections BEGIN
  DELETE FROM call_scores WHERE call_id = (SELECT call_id FROM analyses WHERE id = new.analysis_id);
END;
CREATE TRIGGER call_scores_lost_objection AFTER DELETE ON objections BEGIN
  DELETE FROM call_scores WHERE call_id = (SELECT call_id FROM analyses WHERE id = old.analysis_id);
END;
`;
