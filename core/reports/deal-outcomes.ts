/** Which objections go with won and lost deals. */

import type { OutcomeCounts } from '#core/domain/deal.ts';
import type { ObjectionSummary, OutcomeSummary, ReportCall } from '#core/domain/report.ts';

/**
 * One row for each category that occurs, in the order of `objections`, and one (`category` null) for the analysed calls
 * without an objection, to compare with. A call with several categories counts in each of them.
 * @returns nothing where the CRM was never asked: a table of «unknown» says nothing
 */
export function summariseOutcomes(
  calls: readonly ReportCall[],
  objections: readonly ObjectionSummary[],
): readonly OutcomeSummary[] {
  if (calls.every(({ deal }) => deal === undefined)) return [];
  const rows = objections
    .filter((summary) => summary.objections > 0)
    .map(({ category, name }) => {
      const own = calls.filter((call) => call.objections.some((objection) => objection.category === category));
      return { category, name, ...countOutcomes(own) };
    });
  const calm = calls.filter((call) => call.topic !== null && call.objections.length === 0);
  return calm.length === 0 ? rows : [...rows, { category: null, name: 'Без возражений', ...countOutcomes(calm) }];
}

function countOutcomes(calls: readonly ReportCall[]): OutcomeCounts {
  const counts = { won: 0, lost: 0, open: 0, noLink: 0, unknown: 0 };
  for (const { deal } of calls) counts[deal === undefined ? 'unknown' : (deal?.outcome ?? 'noLink')] += 1;
  return counts;
}
