/** What somebody wants to have in a report. */

import type { CallFilter } from './call-list.ts';

/** Parts that can be left out; figures at the top and the methodology are always there. */
export const REPORT_SECTIONS = ['objections', 'managers', 'calls', 'transcripts'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** `safe` hides telephone numbers, addresses, documents and names of clients: for people outside the company. */
export const MASKINGS = ['full', 'safe'] as const;
export type Masking = (typeof MASKINGS)[number];

export interface ReportRequest {
  /** First and last day, `YYYY-MM-DD`. */
  readonly period: { readonly from: string; readonly to: string };
  /** Only these calls; the days of the period apply as well. */
  readonly filter: Omit<CallFilter, 'from' | 'to'>;
  readonly sections: readonly ReportSection[];
  readonly masking: Masking;
  /** Short pieces of the recordings, at the objections. */
  readonly withClips: boolean;
}

/** Everything about a period, as the command line makes it unless told otherwise. */
export function wholeReport(period: ReportRequest['period']): ReportRequest {
  return { period, filter: {}, sections: REPORT_SECTIONS, masking: 'full', withClips: false };
}
