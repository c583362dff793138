/** Reports that are kept: made, listed, opened. */

import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { writeReport, type App } from '#core/app.ts';
import type { StoredReport } from '#core/domain/call-list.ts';
import type { ServedFile } from '#core/domain/served-file.ts';
import type { Clock } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { servedFile } from './served-file.ts';

export interface Reports {
  /** Makes a report and keeps it. @throws input.invalid, disk.full */
  build(period: StoredReport['period']): Promise<StoredReport>;
  /** The newest first. */
  list(): readonly StoredReport[];
  /** The HTML file of a kept report; null when there is none with this id. */
  file(id: string): Promise<ServedFile | null>;
}

interface ReportOptions {
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
}

export function createReports(app: App, { dataDir, resources, clock }: ReportOptions): Reports {
  const { reports } = app.store;
  const fileOf = (id: string): string => path.join(dataDir, 'reports', `${id}.html`);
  return {
    async build(period) {
      const report = app.buildReport(period);
      const id = randomUUID();
      await writeReport(report, fileOf(id), resources);
      const stored: StoredReport = {
        id,
        period,
        createdAt: new Date(clock.now()).toISOString(),
        calls: report.totals.calls,
        sizeBytes: (await stat(fileOf(id))).size,
      };
      app.store.transaction(() => reports.save(stored));
      return stored;
    },
    list: () => reports.list(),
    // The id is looked up, never used as a path.
    file: async (id) => (reports.find(id) ? servedFile(fileOf(id)) : null),
  };
}
