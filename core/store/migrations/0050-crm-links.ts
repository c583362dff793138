/** What the portal's CRM knows of a call: client and deal. A row without a deal means: looked, and there is no link. */
export const sql = `
CREATE TABLE crm_links (
  call_id       TEXT    NOT NULL PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
  client_type   TEXT    CHECK (client_type IN ('contact', 'company', 'lead')),
  client_id     INTEGER,
  activity_id   INTEGER,
  deal_id       INTEGER,
  deal_title    TEXT,
  deal_stage    TEXT,
  deal_outcome  TEXT    CHECK (deal_outcome IN ('won', 'lost', 'open')),
  checked_at    TEXT    NOT NULL,
  CHECK ((deal_id IS NULL) = (deal_outcome IS NULL))
) STRICT;
CREATE INDEX crm_links_by_deal ON crm_links (deal_id) WHERE deal_id IS NOT NULL;
`;
