/** Counts over calls. */

import type { ReportCall, Totals } from '#core/domain/report.ts';

/** A call is analysed when it has a topic; calls without one count as calls and as time, never in shares of findings. */
export function countTotals(calls: readonly ReportCall[]): Totals {
  const totals = { incoming: 0, analysed: 0, talkMs: 0, callsWithObjections: 0, objections: 0, judged: 0, handled: 0 };
  // One pass: tens of thousands of calls are counted for each manager and each week too.
  for (const { direction, topic, durationMs, objections } of calls) {
    if (direction === 'in') totals.incoming += 1;
    if (topic !== null) totals.analysed += 1;
    totals.talkMs += durationMs;
    if (objections.length > 0) totals.callsWithObjections += 1;
    totals.objections += objections.length;
    for (const { handled, verdict } of objections) {
      if (verdict !== null) totals.judged += 1;
      if (handled) totals.handled += 1;
    }
  }
  return { calls: calls.length, ...totals, outgoing: calls.length - totals.incoming };
}
