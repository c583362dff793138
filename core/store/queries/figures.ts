/** Counts over filtered calls: in all, by manager, by category, by week; and what the listening list is ranked from. */

import type { CategoryFigures, CategoryOutcomes, Figures, ManagerFigures, MatrixCell } from '#core/domain/figures.ts';
import type { Sentiment, TopicId } from '#core/domain/finding.ts';
import type { ListeningFacts } from '#core/domain/worth-listening.ts';
import type { Connection } from '../database.ts';
import { FROM, toCondition, type Condition, type InstantFilter } from './call-filter.ts';

/** A stretch of time in UTC: `fromUtc` inclusive, `toUtc` exclusive. */
export interface Stretch {
  readonly fromUtc: string;
  readonly toUtc: string;
}

/** Calls of one stretch with an objection, by category; `category` is null in the row that counts all its calls. */
export interface StretchRow {
  /** 0-based place in what was asked. */
  readonly stretch: number;
  readonly category: string | null;
  readonly calls: number;
  readonly analysed: number;
}

/** Objections that one manager met in one stretch. */
export interface HandlingRow {
  /** 0-based place in what was asked. */
  readonly stretch: number;
  readonly agentId: string | null;
  readonly objections: number;
  /** Those of which it is known who replied. */
  readonly judged: number;
  readonly handled: number;
}

interface CandidateRow {
  callId: string;
  startedAt: string;
  agentId: string | null;
  topic: TopicId;
  sentiment: Sentiment;
  hasNextStep: number;
  objections: string;
}

/** A verdict is null where it is not known who replied: nothing is claimed of such objections. */
const HANDLING = `count(b.verdict) AS judged, sum(b.verdict IS 'handled') AS handled`;

/** Objections of every analysis in one pass over an index, instead of a look-up for every call. */
const SUMS = `LEFT JOIN (
    SELECT analysis_id, count(*) AS objections, count(verdict) AS judged, sum(verdict IS 'handled') AS handled
    FROM objections GROUP BY analysis_id
  ) s ON s.analysis_id = a.id`;

const WITH_OBJECTIONS =
  'FROM calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1 JOIN objections b ON b.analysis_id = a.id';

const IN_STRETCH = `c.started_at >= w.value ->> 'fromUtc' AND c.started_at < w.value ->> 'toUtc'`;

const FIGURES = `count(*) AS calls,
  coalesce(sum(c.direction = 'in'), 0) AS incoming,
  coalesce(sum(c.direction = 'out'), 0) AS outgoing,
  count(a.id) AS analysed,
  coalesce(sum(c.duration_ms), 0) AS talkMs,
  coalesce(sum(s.objections > 0), 0) AS callsWithObjections,
  coalesce(sum(s.objections), 0) AS objections,
  coalesce(sum(s.judged), 0) AS judged,
  coalesce(sum(s.handled), 0) AS handled,
  coalesce(sum(a.sentiment = 'negative'), 0) AS negative,
  coalesce(sum(a.next_step IS NOT NULL), 0) AS withNextStep,
  avg(k.total) AS score`;

/** The key finds one row, and so SQLite prefers it to the index that holds the total too; reading the row costs more. */
const SCORES = 'LEFT JOIN call_scores k INDEXED BY call_scores_totals ON k.call_id = c.id';

const OUTCOMES = `sum(deal_outcome IS 'won') AS won, sum(deal_outcome IS 'lost') AS lost,
  sum(deal_outcome IS 'open') AS open, sum(call_id IS NOT NULL AND deal_outcome IS NULL) AS noLink,
  sum(call_id IS NULL) AS unknown`;

export function createFigures(database: Connection) {
  const query = <Row>(sql: string) => database.prepare<[Condition['parameters']], Row>(sql);
  return {
    totals(filter: InstantFilter): Figures {
      const { sql, parameters } = toCondition(filter);
      // An aggregate always gives one row.
      return query<Figures>(`SELECT ${FIGURES} ${FROM} ${SUMS} ${SCORES} WHERE ${sql}`).get(parameters)!;
    },

    /** The busiest first. */
    byManager(filter: InstantFilter): Omit<ManagerFigures, 'weeks'>[] {
      const { sql, parameters } = toCondition(filter);
      return query<Omit<ManagerFigures, 'weeks'>>(
        `SELECT c.agent_id AS agentId, max(c.agent_name) AS agentName, ${FIGURES} ${FROM} ${SUMS} ${SCORES}
         WHERE ${sql} GROUP BY c.agent_id ORDER BY calls DESC, agentName`,
      ).all(parameters);
    },

    /** Only pairs that occur. */
    byManagerAndStretch(filter: InstantFilter, stretches: readonly Stretch[]): HandlingRow[] {
      const { sql, parameters } = toCondition(filter);
      return query<HandlingRow>(
        `SELECT w.key AS stretch, c.agent_id AS agentId, count(*) AS objections, ${HANDLING}
         FROM json_each(@stretches) w, calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
           JOIN objections b ON b.analysis_id = a.id
         WHERE ${IN_STRETCH} AND ${sql} GROUP BY w.key, c.agent_id`,
      ).all({ ...parameters, stretches: JSON.stringify(stretches) });
    },

    /** The most frequent first. */
    byCategory(filter: InstantFilter): CategoryFigures[] {
      const { sql, parameters } = toCondition(filter);
      return query<CategoryFigures>(
        `SELECT b.category, count(DISTINCT a.id) AS calls, count(*) AS objections, ${HANDLING}
         ${WITH_OBJECTIONS} WHERE ${sql} GROUP BY b.category ORDER BY calls DESC, b.category`,
      ).all(parameters);
    },

    /** By the outcome of the deals; `category` is null for analysed calls without an objection. */
    outcomes(filter: InstantFilter): CategoryOutcomes[] {
      const { sql, parameters } = toCondition(filter);
      return query<CategoryOutcomes>(
        `SELECT category, ${OUTCOMES} FROM (
           SELECT DISTINCT b.category, c.id, l.call_id, l.deal_outcome
           FROM calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
             LEFT JOIN objections b ON b.analysis_id = a.id LEFT JOIN crm_links l ON l.call_id = c.id
           WHERE ${sql})
         GROUP BY category`,
      ).all(parameters);
    },

    /** Only pairs that occur. */
    byCategoryAndManager(filter: InstantFilter): MatrixCell[] {
      const { sql, parameters } = toCondition(filter);
      return query<MatrixCell>(
        `SELECT b.category, c.agent_id AS agentId, count(*) AS objections, ${HANDLING}
         ${WITH_OBJECTIONS} WHERE c.agent_id IS NOT NULL AND ${sql} GROUP BY b.category, c.agent_id`,
      ).all(parameters);
    },

    byStretch(filter: InstantFilter, stretches: readonly Stretch[]): StretchRow[] {
      const { sql, parameters } = toCondition(filter);
      const inStretch = `${IN_STRETCH} AND ${sql}`;
      return query<StretchRow>(
        `SELECT w.key AS stretch, NULL AS category, sum(EXISTS (SELECT 1 FROM objections x WHERE x.analysis_id = a.id)) AS calls,
           count(*) AS analysed
         FROM json_each(@stretches) w, calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
         WHERE ${inStretch} GROUP BY w.key
         UNION ALL
         SELECT w.key, b.category, count(DISTINCT a.id), 0
         FROM json_each(@stretches) w, calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
           JOIN objections b ON b.analysis_id = a.id
         WHERE ${inStretch} GROUP BY w.key, b.category`,
      ).all({ ...parameters, stretches: JSON.stringify(stretches) });
    },

    /** Calls with an objection that was not handled, or with a dissatisfied client. */
    listeningFacts(filter: InstantFilter): ListeningFacts[] {
      const { sql, parameters } = toCondition(filter);
      return query<CandidateRow>(
        `SELECT c.id AS callId, c.started_at AS startedAt, c.agent_id AS agentId, a.topic, a.sentiment,
           a.next_step IS NOT NULL AS hasNextStep,
           (SELECT json_group_array(json_object('category', b.category, 'verdict', b.verdict, 'score', b.score,
              'utterance', b.utterance)) FROM objections b WHERE b.analysis_id = a.id) AS objections
         FROM calls c JOIN analyses a ON a.call_id = c.id AND a.is_current = 1
         WHERE ${sql} AND (a.sentiment = 'negative'
           OR EXISTS (SELECT 1 FROM objections x WHERE x.analysis_id = a.id AND x.verdict <> 'handled'))`,
      )
        .all(parameters)
        .map(({ hasNextStep, objections, ...row }) => ({
          ...row,
          hasNextStep: hasNextStep === 1,
          objections: JSON.parse(objections) as ListeningFacts['objections'],
        }));
    },
  };
}
