/** The period week by week. */

import { dayOf, weeksOf } from '#core/domain/period.ts';
import type { ReportCall, ReportInput, ReportWeek } from '#core/domain/report.ts';
import { countTotals } from './totals.ts';

/** More do not fit beside each other; the last ones are kept. */
const MAX_WEEKS = 26;

export function countWeeks(
  calls: readonly ReportCall[],
  { period, timeZone }: Pick<ReportInput, 'period' | 'timeZone'>,
): readonly ReportWeek[] {
  const days = calls.map((call) => ({ call, day: dayOf(Date.parse(call.startedAt), timeZone) }));
  return weeksOf(period)
    .slice(-MAX_WEEKS)
    .map(({ from, to }) => {
      const own = days.filter(({ day }) => day >= from && day <= to).map(({ call }) => call);
      const { analysed, callsWithObjections, objections, handled } = countTotals(own);
      return { from, to, analysed, callsWithObjections, objections, handled };
    });
}
