/** The period week by week. */

import { periodInUtc, weeksOf } from '#core/domain/period.ts';
import type { ReportCall, ReportInput, ReportWeek } from '#core/domain/report.ts';
import { countTotals } from './totals.ts';

/** More do not fit beside each other; the last ones are kept. */
const MAX_WEEKS = 26;

export function countWeeks(
  calls: readonly ReportCall[],
  { period, timeZone }: Pick<ReportInput, 'period' | 'timeZone'>,
): readonly ReportWeek[] {
  return weeksOf(period)
    .slice(-MAX_WEEKS)
    .map(({ from, to }) => {
      const { fromUtc, toUtc } = periodInUtc({ from, to }, timeZone);
      const own = calls.filter(({ startedAt }) => startedAt >= fromUtc && startedAt < toUtc);
      const { analysed, callsWithObjections, objections, judged, handled } = countTotals(own);
      return { from, to, analysed, callsWithObjections, objections, judged, handled };
    });
}
