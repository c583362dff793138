/** Sets of categories, one row per saved version. The newest is the one in use; going back saves an earlier one anew. */
export const sql = `
CREATE TABLE category_sets (
  version     INTEGER NOT NULL PRIMARY KEY,
  -- JSON array of categories, see core/domain/category.ts.
  document    TEXT    NOT NULL,
  -- What was changed, in words for the list of versions.
  note        TEXT    NOT NULL,
  created_at  TEXT    NOT NULL
) STRICT;
`;
