/** The user's own words; what they replaced in transcripts; which channel of a recording is the agent's. */
export const sql = `
CREATE TABLE vocabulary (
  position    INTEGER NOT NULL PRIMARY KEY,
  -- As it is to be written.
  word        TEXT    NOT NULL,
  -- JSON array: what is heard instead.
  variants    TEXT    NOT NULL,
  is_boosted  INTEGER NOT NULL CHECK (is_boosted IN (0, 1))
) STRICT;

ALTER TABLE transcripts ADD COLUMN agent_channel INTEGER CHECK (agent_channel IN (0, 1));
-- Grows when the vocabulary changes the text: an analysis of an earlier revision is stale.
ALTER TABLE transcripts ADD COLUMN text_revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE analyses ADD COLUMN text_revision INTEGER NOT NULL DEFAULT 0;

-- JSON {text, words} as recognised; present where the vocabulary replaced something, so that it can be taken back.
ALTER TABLE utterances ADD COLUMN original TEXT;
CREATE INDEX utterances_replaced ON utterances (transcript_id) WHERE original IS NOT NULL;
`;
