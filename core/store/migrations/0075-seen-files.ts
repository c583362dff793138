/** Files of watched folders that are in the store: a restart must not read gigabytes over a network to find that out. */
export const sql = `
CREATE TABLE seen_files (
  path         TEXT    NOT NULL PRIMARY KEY,
  size_bytes   INTEGER NOT NULL,
  modified_ms  INTEGER NOT NULL
) STRICT;
`;
