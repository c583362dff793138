/** The data inside a report file, as written by `core/reports/page-data.ts` and read by the page's script. */

import type { Report, ReportCall } from '#core/domain/report.ts';

/** What the page shows of a call in its lists; transcripts come packed. */
export type PageCall = Omit<ReportCall, 'transcript' | 'utteranceSentiments'>;

export type PageData = Omit<Report, 'calls'> & { readonly calls: readonly PageCall[] };

/** The transcript of one call, column by column. */
export interface PageTranscript {
  /** One letter per utterance: `a`gent, `c`lient, `u`nknown. */
  readonly speakers: string;
  /** Tenths of a second from the start of the recording. */
  readonly starts: readonly number[];
  readonly texts: readonly string[];
}
