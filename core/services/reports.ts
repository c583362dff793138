/** Reports that are kept: made one at a time, listed, opened, given away in other formats. */

import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '#core/app.ts';
import { REPORT_FORMATS, type ReportBuild, type ReportFormat, type StoredReport } from '#core/domain/stored-report.ts';
import type { ReportRequest } from '#core/domain/report-request.ts';
import type { ServedFile } from '#core/domain/served-file.ts';
import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import { writeReport } from '#core/reporting/index.ts';
import type { Resources } from '#core/resources.ts';
import { createReportTables, type TableWork } from './report-tables.ts';
import { servedFile } from './served-file.ts';

export interface Reports {
  /** Makes a report and keeps it. @throws input.invalid while another is made, disk.full, job.cancelled */
  build(request: ReportRequest): Promise<StoredReport>;
  /** What is being made; null when nothing is. */
  building(): ReportBuild | null;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  cancel(): void;
  /** The newest first. */
  list(): readonly StoredReport[];
  /** A kept report as a file; null when there is none with this id. */
  file(id: string, format?: ReportFormat): Promise<ServedFile | null>;
  /**
   * Makes the file that `file` gives, with a way to watch and to stop it: tables of many calls take seconds.
   * @throws input.invalid when there is no such report, file.not-found when its data are gone, job.cancelled, disk.full
   */
  prepare(id: string, format: ReportFormat, work: TableWork): Promise<void>;
  remove(id: string): Promise<void>;
}

interface ReportOptions {
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
}

interface Work {
  readonly controller: AbortController;
  state: ReportBuild;
}

export function createReports(app: App, { dataDir, resources, clock }: ReportOptions): Reports {
  const { reports } = app.store;
  const listeners = new Set<() => void>();
  let current: Work | null = null;
  const fileOf = (id: string, format: ReportFormat): string => path.join(dataDir, 'reports', `${id}.${format}`);
  const tables = createReportTables({ resources, fileOf });
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  async function make(request: ReportRequest, work: Parameters<App['makeReport']>[1]): Promise<StoredReport> {
    const report = await app.makeReport(request, work);
    const id = randomUUID();
    const file = fileOf(id, 'html');
    await writeReport(report, file, { ...work, reportPageDir: resources.reportPageDir });
    const stored: StoredReport = {
      id,
      period: request.period,
      createdAt: new Date(clock.now()).toISOString(),
      calls: report.totals.calls,
      sizeBytes: (await stat(file)).size,
      request,
    };
    app.store.transaction(() => reports.save(stored));
    return stored;
  }

  return {
    async build(request) {
      if (current) throw new AppError('input.invalid', { reason: 'Один отчёт уже собирается: дождитесь его' });
      const controller = new AbortController();
      const work: Work = { controller, state: { stage: 'calls', callsDone: 0, callsTotal: 0 } };
      current = work;
      changed();
      try {
        const onProgress = (state: ReportBuild): void => {
          work.state = state;
          changed();
        };
        return await make(request, { signal: controller.signal, onProgress });
      } finally {
        current = null;
        changed();
      }
    },
    building: () => current?.state ?? null,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cancel: () => current?.controller.abort(),
    list: () => reports.list(),
    async file(id, format = 'html') {
      // The id is looked up, never used as a path.
      const report = reports.find(id);
      if (!report) return null;
      const file = fileOf(id, format);
      const { from, to } = report.period;
      const kept = isTable(format) && !tables.isWritten(id, format) ? null : await servedFile(file);
      // Nobody watches: whoever follows a link waits for what it leads to.
      if (!kept && isTable(format)) await tables.write(id, format, unwatched());
      const served = kept ?? (await servedFile(file));
      return served && { ...served, ...(format !== 'html' && { downloadName: `razbor-${from}-${to}.${format}` }) };
    },
    async prepare(id, format, work) {
      if (!reports.find(id)) throw new AppError('input.invalid', { reason: 'Такого отчёта нет' });
      if (isTable(format) && !tables.isWritten(id, format)) await tables.write(id, format, work);
    },
    async remove(id) {
      if (!reports.find(id)) return;
      app.store.transaction(() => reports.remove(id));
      const files = REPORT_FORMATS.map((format) => fileOf(id, format));
      await tables.drop(id);
      for (const file of files) await rm(file, { force: true });
    },
  };
}

const isTable = (format: ReportFormat): format is 'csv' | 'xlsx' => format === 'csv' || format === 'xlsx';

const unwatched = (): TableWork => ({ signal: new AbortController().signal, onProgress: () => undefined });
