/** Counts over calls. */

import type { ReportCall, Totals } from '#core/domain/report.ts';

/** A call is analysed when it has a topic; calls without one count as calls and as time, never in shares of findings. */
export function countTotals(calls: readonly ReportCall[]): Totals {
  const objections = calls.flatMap((call) => call.objections);
  return {
    calls: calls.length,
    incoming: calls.filter((call) => call.direction === 'in').length,
    outgoing: calls.filter((call) => call.direction === 'out').length,
    analysed: calls.filter((call) => call.topic !== null).length,
    talkMs: calls.reduce((sum, call) => sum + call.durationMs, 0),
    callsWithObjections: calls.filter((call) => call.objections.length > 0).length,
    objections: objections.length,
    handled: objections.filter((objection) => objection.handled).length,
  };
}
