/**
 * What the report page receives: the report without transcripts as JSON, and the transcripts packed.
 *
 * Transcripts are nine tenths of a report. Their words' times are of no use on the page and are left out; the rest is
 * deflated and base64-coded, which brings Russian text to about a third. The page unpacks them after its first paint.
 */

import { deflateRawSync } from 'node:zlib';
import type { Report } from '#core/domain/report.ts';
import type { TalkMetrics } from '#core/domain/talk.ts';
import type { PageCall, PageData, PageTranscript } from './page/page-types.ts';

/** @returns the report as the page shows it; `calls` in the order of `report.calls` */
export function toPageData(report: Report): PageData {
  return {
    ...report,
    calls: report.calls.map(
      ({ transcript: _transcript, utteranceSentiments: _sentiments, talk, ...call }): PageCall => ({
        ...call,
        talk: talk ? rounded(talk) : null,
      }),
    ),
  };
}

/** Thousandths are more than anybody reads, and half the size. */
const rounded = (talk: TalkMetrics): TalkMetrics =>
  JSON.parse(
    JSON.stringify(talk, (_key, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  ) as TalkMetrics;

/** @returns base64 of the raw deflate stream of a JSON array of `PageTranscript`, in the order of `report.calls` */
export function packTranscripts(report: Report): string {
  const transcripts = report.calls.map((call): PageTranscript => ({
    speakers: call.transcript.map((utterance) => utterance.speaker.charAt(0)).join(''),
    starts: call.transcript.map((utterance) => Math.round(utterance.startMs / 100)),
    texts: call.transcript.map((utterance) => utterance.text),
  }));
  return deflateRawSync(JSON.stringify(transcripts), { level: 9 }).toString('base64');
}
