/** From calls to the figures of a report. */

import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import { wholeReport } from '#core/domain/report-request.ts';
import type { Report, ReportCall, ReportInput } from '#core/domain/report.ts';
import { summariseOutcomes } from './deal-outcomes.ts';
import { summariseManagers } from './managers.ts';
import { summariseObjections } from './objection-summaries.ts';
import { countTotals } from './totals.ts';
import { countWeeks } from './weeks.ts';

/** Pure: the same input gives the same report. Calls come out newest first. */
export function buildReport(input: ReportInput): Report {
  const { period, generatedAt, timeZone, models, categories, request = wholeReport(input.period) } = input;
  const calls = input.calls.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  const objections = summariseObjections(calls, categories);
  return {
    period,
    generatedAt,
    timeZone,
    models,
    totals: countTotals(calls),
    managers: summariseManagers(calls),
    topics: countEach(
      TOPIC_IDS,
      calls.map((call) => call.topic),
    ),
    sentiments: countEach(
      SENTIMENTS,
      calls.map((call) => call.sentiment),
    ),
    objections,
    outcomes: summariseOutcomes(calls, objections),
    weeks: countWeeks(calls, input),
    request,
    calls: request.sections.includes('transcripts') ? calls : calls.map(withoutTranscript),
  };
}

/** Quotes of the findings stay. */
const withoutTranscript = (call: ReportCall): ReportCall => ({ ...call, transcript: [], utteranceSentiments: [] });

function countEach<Id extends string>(ids: readonly Id[], values: readonly (Id | null)[]): Record<Id, number> {
  const counts = Object.fromEntries(ids.map((id) => [id, 0])) as Record<Id, number>;
  for (const value of values) if (value !== null) counts[value] += 1;
  return counts;
}
