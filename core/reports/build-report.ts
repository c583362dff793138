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
  const steps = buildingReport(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, none of which takes more than some 20 ms for ten thousand calls. */
export function* buildingReport(input: ReportInput): Generator<void, Report> {
  const { period, generatedAt, timeZone, models, categories, checks = [], request = wholeReport(input.period) } = input;
  const calls = input.calls.toSorted(newestFirst);
  yield;
  const objections = yield* summariseObjections(calls, categories);
  yield;
  const outcomes = summariseOutcomes(calls, objections);
  yield;
  const managers = summariseManagers(calls);
  yield;
  const weeks = countWeeks(calls, input);
  yield;
  const totals = countTotals(calls);
  yield;
  const topics = countEach(TOPIC_IDS, calls, ({ topic }) => topic);
  const sentiments = countEach(SENTIMENTS, calls, ({ sentiment }) => sentiment);
  const shown = request.sections.includes('transcripts') ? calls : calls.map(withoutTranscript);
  return {
    ...{ period, generatedAt, timeZone, models, request },
    totals,
    ...{ managers, topics, sentiments, objections, outcomes, weeks, checks },
    monoCalls: calls.filter(({ channels }) => channels === 1).length,
    calls: shown,
  };
}

/** Instants are compared as text, which is right for UTC and many times faster than by the rules of a language. */
const newestFirst = (a: ReportCall, b: ReportCall): number =>
  Number(a.startedAt < b.startedAt) - Number(a.startedAt > b.startedAt);

/** Quotes of the findings stay. */
const withoutTranscript = (call: ReportCall): ReportCall => ({ ...call, transcript: [], utteranceSentiments: [] });

function countEach<Id extends string>(
  ids: readonly Id[],
  calls: readonly ReportCall[],
  valueOf: (call: ReportCall) => Id | null,
): Record<Id, number> {
  const counts = Object.fromEntries(ids.map((id) => [id, 0])) as Record<Id, number>;
  for (const call of calls) {
    const value = valueOf(call);
    if (value !== null) counts[value] += 1;
  }
  return counts;
}
