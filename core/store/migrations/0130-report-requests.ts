/** What each kept report was asked for. JSON of a `ReportRequest`; null in reports made before it was kept. */
export const sql = `
ALTER TABLE reports ADD COLUMN request TEXT;
`;
