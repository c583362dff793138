/** What filtered calls add up to. */

import type { Totals } from '#core/domain/report.ts';
import type { Connection } from '../database.ts';
import { FROM, type Condition } from './call-filter.ts';

/**
 * Calls and objections are counted apart: each count reads one index, and no objection of a call that the filter leaves
 * out is looked at.
 */
export function totalsOf(database: Connection, { sql, parameters }: Condition): Totals {
  const calls = database.prepare<[Condition['parameters']], Omit<Totals, keyof ObjectionTotals>>(`
    SELECT count(*) AS calls,
      coalesce(sum(c.direction = 'in'), 0) AS incoming,
      coalesce(sum(c.direction = 'out'), 0) AS outgoing,
      count(a.id) AS analysed,
      coalesce(sum(c.duration_ms), 0) AS talkMs
    ${FROM} WHERE ${sql}`);
  const objections = database.prepare<[Condition['parameters']], ObjectionTotals>(`
    SELECT count(DISTINCT b.analysis_id) AS callsWithObjections,
      count(*) AS objections,
      count(b.verdict) AS judged,
      coalesce(sum(b.verdict IS 'handled'), 0) AS handled
    FROM calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1 JOIN objections b ON b.analysis_id = a.id
    WHERE ${sql}`);
  // An aggregate always gives one row.
  return { ...calls.get(parameters)!, ...objections.get(parameters)! };
}

type ObjectionTotals = Pick<Totals, 'callsWithObjections' | 'objections' | 'judged' | 'handled'>;
