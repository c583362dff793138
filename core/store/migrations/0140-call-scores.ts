/**
 * Totals of scores, so that lists can be ordered by them and managers compared. A row goes as soon as what it was
 * computed from changes; whoever keeps the scores computes it anew.
 */
export const sql = `
CREATE TABLE call_scores (
  call_id  TEXT NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  -- The scorecard with its content; another one makes the row stale.
  stamp    TEXT NOT NULL,
  -- 0..100; null where the scorecard does not apply to the call.
  total    REAL
) STRICT;

CREATE TRIGGER call_scores_new_analysis AFTER INSERT ON analyses BEGIN
  DELETE FROM call_scores WHERE call_id = new.call_id;
END;
CREATE TRIGGER call_scores_new_objection AFTER INSERT ON objections BEGIN
  DELETE FROM call_scores WHERE call_id = (SELECT call_id FROM analyses WHERE id = new.analysis_id);
END;
CREATE TRIGGER call_scores_lost_objection AFTER DELETE ON objections BEGIN
  DELETE FROM call_scores WHERE call_id = (SELECT call_id FROM analyses WHERE id = old.analysis_id);
END;
CREATE TRIGGER call_scores_judged AFTER INSERT ON score_overrides BEGIN
  DELETE FROM call_scores WHERE call_id = new.call_id;
END;
CREATE TRIGGER call_scores_judged_again AFTER UPDATE ON score_overrides BEGIN
  DELETE FROM call_scores WHERE call_id = new.call_id;
END;
CREATE TRIGGER call_scores_judgement_gone AFTER DELETE ON score_overrides BEGIN
  DELETE FROM call_scores WHERE call_id = old.call_id;
END;
`;
