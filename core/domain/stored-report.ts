/** Reports that are made and kept. */

import type { ReportRequest } from './report-request.ts';

/** `html` is the report itself; the others are given away. */
export const REPORT_FORMATS = ['html', 'json', 'csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report that is being made: how many recordings have been cut; none of none while figures are gathered. */
export interface ReportBuild {
  readonly callsDone: number;
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
