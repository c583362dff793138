/** `report.json`: everything but the calls on its first line, then a call on each line, so that both ends can go call by call. */

import type { CountedObjection } from '#core/domain/finding.ts';
import type { Report, ReportCall, Totals } from '#core/domain/report.ts';

/** @returns `report.json` in pieces */
export const reportJson = (report: Report): Iterable<string> => jsonPieces(report, toStoredCall);

/** The format knows three verdicts and no fourth: one that is not known is marked beside it. */
type StoredObjection = CountedObjection & { readonly isJudged?: boolean };

const toStoredCall = (call: ReportCall): ReportCall => ({
  ...call,
  objections: call.objections.map((objection): StoredObjection =>
    objection.verdict === null ? { ...objection, verdict: 'ignored', isJudged: false } : objection,
  ),
});

const fromStored = ({ isJudged = true, ...objection }: StoredObjection): CountedObjection =>
  isJudged ? objection : { ...objection, verdict: null };

/** @returns the report with `calls` as its last key, each as `toItem` makes it, as one JSON document in pieces */
export function* jsonPieces(report: Report, toItem: (call: ReportCall) => unknown): Generator<string> {
  const { calls, ...head } = report;
  yield `${JSON.stringify(head).slice(0, -1)},"calls":[`;
  for (const [at, call] of calls.entries()) yield `${at === 0 ? '\n' : ',\n'}${JSON.stringify(toItem(call))}`;
  yield '\n]}\n';
}

/**
 * Reads what `reportJson` has written; transcripts, of which nothing is told in tables, are dropped at once.
 * @param lines of the file; a file of an earlier version is one line
 */
export async function readReportFigures(lines: AsyncIterable<string>): Promise<Report> {
  let report: Report | null = null;
  const calls: ReportCall[] = [];
  for await (const line of lines) {
    if (report !== null) {
      if (line.startsWith('{')) calls.push(withoutTranscript(JSON.parse(line.replace(/,$/, '')) as ReportCall));
    } else if (line.endsWith('"calls":[')) {
      report = JSON.parse(`${line}]}`) as Report;
    } else {
      report = JSON.parse(line) as Report;
      calls.push(...report.calls.map(withoutTranscript));
    }
  }
  if (report === null) throw new SyntaxError('The file of a report is empty');
  const { totals, managers, objections } = report;
  return {
    ...report,
    totals: withJudged(totals),
    managers: managers.map(withJudged),
    objections: objections.map(withJudged),
    calls,
  };
}

/** Earlier versions judged every objection. The tables tell nothing of weeks. */
const withJudged = <T extends Pick<Totals, 'objections'> & Partial<Pick<Totals, 'judged'>>>(figures: T): T => ({
  ...figures,
  judged: figures.judged ?? figures.objections,
});

const withoutTranscript = (call: ReportCall): ReportCall => ({
  ...call,
  objections: call.objections.map(fromStored),
  transcript: [],
  utteranceSentiments: [],
});
