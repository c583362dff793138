/** Reports that were made and kept. */

import type { StoredReport } from '#core/domain/stored-report.ts';
import { wholeReport, type ReportRequest } from '#core/domain/report-request.ts';
import type { Connection } from './database.ts';

interface ReportRow {
  id: string;
  first_day: string;
  last_day: string;
  created_at: string;
  calls: number;
  size_bytes: number;
  request: string | null;
}

function toReport(row: ReportRow): StoredReport {
  const period = { from: row.first_day, to: row.last_day };
  return {
    id: row.id,
    period,
    createdAt: row.created_at,
    calls: row.calls,
    sizeBytes: row.size_bytes,
    request: row.request === null ? wholeReport(period) : (JSON.parse(row.request) as ReportRequest),
  };
}

export function createReports(database: Connection) {
  const insert = database.prepare<[ReportRow]>(
    'INSERT INTO reports VALUES (@id, @first_day, @last_day, @created_at, @calls, @size_bytes, @request)',
  );
  const all = database.prepare<[], ReportRow>('SELECT * FROM reports ORDER BY created_at DESC, id');
  const one = database.prepare<[string], ReportRow>('SELECT * FROM reports WHERE id = ?');
  const remove = database.prepare<[string]>('DELETE FROM reports WHERE id = ?');
  return {
    save({ id, period, createdAt, calls, sizeBytes, request }: StoredReport): void {
      insert.run({
        id,
        first_day: period.from,
        last_day: period.to,
        created_at: createdAt,
        calls,
        size_bytes: sizeBytes,
        request: JSON.stringify(request),
      });
    },
    /** The newest first. */
    list: (): StoredReport[] => all.all().map(toReport),
    find(id: string): StoredReport | undefined {
      const row = one.get(id);
      return row && toReport(row);
    },
    remove: (id: string): void => void remove.run(id),
  };
}
