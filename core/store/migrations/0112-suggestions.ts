/** What was decided about suggested categories; a later clustering recognises the same theme by its words and phrases. */
export const sql = `
CREATE TABLE suggestion_decisions (
  id          INTEGER NOT NULL PRIMARY KEY,
  decision    TEXT    NOT NULL CHECK (decision IN ('rejected', 'accepted', 'renamed')),
  name        TEXT    NOT NULL,
  -- JSON: the stems that mark the theme, and hashes of its phrases.
  signature   TEXT    NOT NULL,
  decided_at  TEXT    NOT NULL
) STRICT;
`;
