/** Scorecards of the user, and people's judgement beside the automatic scores, which are computed and not stored. */
export const sql = `
CREATE TABLE scorecards (
  id          TEXT NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  -- JSON, see core/domain/scorecard.ts.
  document    TEXT NOT NULL,
  updated_at  TEXT NOT NULL
) STRICT;

-- The scorecard may be the built-in one, or be removed and come back: no reference to it.
CREATE TABLE score_overrides (
  call_id       TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  scorecard_id  TEXT NOT NULL,
  criterion_id  TEXT NOT NULL,
  value         TEXT NOT NULL CHECK (value IN ('met', 'partly', 'missed', 'not-applicable')),
  updated_at    TEXT NOT NULL,
  PRIMARY KEY (call_id, scorecard_id, criterion_id)
) STRICT;
`;
