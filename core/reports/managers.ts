/** Figures per manager. */

import type { ManagerSummary, ReportCall } from '#core/domain/report.ts';
import { averageTalk } from './talk-averages.ts';
import { countTotals } from './totals.ts';

/** Stands for calls whose source does not name the employee. */
export const UNNAMED_AGENT = 'Не указан';

/** One entry per manager, the busiest first. */
export function summariseManagers(calls: readonly ReportCall[]): ManagerSummary[] {
  const byAgent = Map.groupBy(calls, (call) => call.agent ?? UNNAMED_AGENT);
  const summaries = [...byAgent].map(([agent, own]) => ({
    agent,
    ...countTotals(own),
    negative: own.filter((call) => call.sentiment === 'negative').length,
    positive: own.filter((call) => call.sentiment === 'positive').length,
    score: mean(own.flatMap(({ score }) => score ?? [])),
    talk: averageTalk(own),
  }));
  return summaries.sort((a, b) => b.calls - a.calls || a.agent.localeCompare(b.agent, 'ru'));
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
