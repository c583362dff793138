/** Reports that are made and kept. */

import type { ReportRequest } from './report-request.ts';

/** `html` is the report itself; the others are given away. */
export const REPORT_FORMATS = ['html', 'json', 'csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What making a report goes through: calls are read and scored, pieces of recordings are cut, files are written. */
export type ReportStage = 'calls' | 'clips' | 'files';

/** A report that is being made. */
export interface ReportBuild {
  readonly stage: ReportStage;
  /** Of this stage. */
  readonly callsDone: number;
  /** 0 while it is not known. */
  readonly callsTotal: number;
}

/** A report kept in the data folder. */
export interface StoredReport {
  readonly id: string;
  readonly period: { readonly from: string; readonly to: string };
  /** Instant in UTC. */
  readonly createdAt: string;
  readonly calls: number;
  readonly sizeBytes: number;
  readonly request: ReportRequest;
}
