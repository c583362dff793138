/** How calls ended, and who does what next. Analyses from before keep `unknown` until they are made anew. */
export const sql = `
ALTER TABLE analyses ADD COLUMN outcome TEXT NOT NULL DEFAULT 'unknown'
  CHECK (outcome IN ('agreed', 'refused', 'postponed', 'no_talk', 'unknown'));
ALTER TABLE analyses ADD COLUMN outcome_quote TEXT;
ALTER TABLE analyses ADD COLUMN outcome_utterance INTEGER;
-- JSON: owner, utterance, quote, when; null where no step was agreed.
ALTER TABLE analyses ADD COLUMN step TEXT;
CREATE INDEX analyses_by_outcome ON analyses (outcome) WHERE is_current = 1;
`;
