/** What settling the objections of stored calls reads and writes. */

import type { ObjectionCandidate } from '#core/domain/candidate.ts';
import type { Direction } from '#core/domain/call.ts';
import type { CountedObjection, ObjectionFinding, Verdict } from '#core/domain/finding.ts';
import type { Speaker } from '#core/domain/transcript.ts';
import { toObjection, toObjectionRow, type ObjectionRow } from '../analyses.ts';
import type { Connection } from '../database.ts';

export interface ScoredTurn {
  readonly speaker: Speaker;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** A call whose objections are to be settled. */
export interface ScorableAnalysis {
  readonly analysisId: number;
  readonly callId: string;
  readonly direction: Direction;
  /** What the model found. */
  readonly objections: readonly ObjectionFinding[];
  /** What counts now. */
  readonly counted: readonly CountedObjection[];
  /** Null where they were not looked for by this reader. */
  readonly candidates: readonly ObjectionCandidate[] | null;
  readonly utterances: readonly ScoredTurn[];
}

/** By what the objections were settled. */
export interface ScoringKey {
  readonly categorySet: number;
  readonly scoredBy: string;
}

/** A stored objection with where it was said. */
export interface PlacedObjection {
  readonly callId: string;
  readonly utterance: number;
  readonly quote: string;
}

/** A client's turn of a stored call. */
export interface StoredTurn {
  readonly callId: string;
  readonly utterance: number;
  readonly startMs: number;
  readonly text: string;
}

interface HeadRow {
  analysisId: number;
  transcriptId: number;
  callId: string;
  direction: Direction;
  reader: string | null;
  candidates: string | null;
}

const COLUMNS = 'category, utterance, score, quote, verdict, reply_utterance';

export function createObjectionScoring(database: Connection) {
  const head = database.prepare<[string], HeadRow>(`
    SELECT a.id AS analysisId, a.transcript_id AS transcriptId, c.id AS callId, c.direction, s.reader, s.candidates
    FROM analyses a JOIN calls c ON c.id = a.call_id LEFT JOIN scorings s ON s.analysis_id = a.id
    WHERE a.call_id = ? AND a.is_current = 1`);
  const turns = database.prepare<[number], ScoredTurn>(`
    SELECT speaker, start_ms AS startMs, end_ms AS endMs, text FROM utterances WHERE transcript_id = ? ORDER BY position`);
  const found = database.prepare<[number], ObjectionRow & { verdict: Verdict }>(
    `SELECT ${COLUMNS} FROM model_objections WHERE analysis_id = ? ORDER BY id`,
  );
  const counted = database.prepare<[number], ObjectionRow>(
    `SELECT ${COLUMNS} FROM objections WHERE analysis_id = ? ORDER BY id`,
  );
  const stale = database.prepare<[string], { callId: string }>(`
    SELECT a.call_id AS callId FROM analyses a LEFT JOIN scorings s ON s.analysis_id = a.id
    WHERE a.is_current = 1 AND (s.analysis_id IS NULL OR s.scored_by <> ?)`);
  const analysed = database.prepare<[], { callId: string }>(
    'SELECT call_id AS callId FROM analyses WHERE is_current = 1 ORDER BY id',
  );
  const clear = database.prepare<[number]>('DELETE FROM objections WHERE analysis_id = ?');
  const insert = database.prepare<[ObjectionRow & { analysis_id: number }]>(`
    INSERT INTO objections (analysis_id, ${COLUMNS})
    VALUES (@analysis_id, @category, @utterance, @score, @quote, @verdict, @reply_utterance)`);
  const mark = database.prepare<[number, number, string]>(`
    INSERT INTO scorings (analysis_id, category_set, scored_by) VALUES (?, ?, ?)
    ON CONFLICT (analysis_id) DO UPDATE SET category_set = excluded.category_set, scored_by = excluded.scored_by`);
  const keep = database.prepare<[number, string, string]>(`
    INSERT INTO scorings (analysis_id, category_set, scored_by, reader, candidates) VALUES (?, 0, '', ?, ?)
    ON CONFLICT (analysis_id) DO UPDATE SET reader = excluded.reader, candidates = excluded.candidates`);
  const setOf = database.prepare<[string], { version: number }>(`
    SELECT s.category_set AS version FROM analyses a JOIN scorings s ON s.analysis_id = a.id
    WHERE a.call_id = ? AND a.is_current = 1`);
  const byCategory = database.prepare<[string, number], PlacedObjection>(`
    SELECT a.call_id AS callId, o.utterance, o.quote FROM objections o
    JOIN analyses a ON a.id = o.analysis_id AND a.is_current = 1
    WHERE o.category = ? ORDER BY o.id DESC LIMIT ?`);
  const staleCount = database.prepare<[string], { n: number }>(`
    SELECT count(*) AS n FROM analyses a LEFT JOIN scorings s ON s.analysis_id = a.id
    WHERE a.is_current = 1 AND (s.analysis_id IS NULL OR s.scored_by <> ?)`);
  const newest = database.prepare<[number, number], StoredTurn>(`
    SELECT t.call_id AS callId, u.position AS utterance, u.start_ms AS startMs, u.text
    FROM (SELECT id, started_at FROM calls ORDER BY started_at DESC LIMIT ?) c
    JOIN transcripts t ON t.call_id = c.id AND t.is_current = 1
    JOIN utterances u ON u.transcript_id = t.id AND u.speaker <> 'agent' AND length(u.text) > 12
    ORDER BY c.started_at DESC, u.position LIMIT ?`);
  const callCounts = database.prepare<[], { category: string; calls: number }>(`
    SELECT o.category, count(DISTINCT a.id) AS calls FROM objections o
    JOIN analyses a ON a.id = o.analysis_id AND a.is_current = 1 GROUP BY o.category`);

  return {
    /** Calls whose objections were settled by something else than `scoredBy`, or by nothing. */
    staleCalls: (scoredBy: string): string[] => stale.all(scoredBy).map(({ callId }) => callId),
    staleCount: (scoredBy: string): number => staleCount.get(scoredBy)?.n ?? 0,
    /** What clients said in the newest calls. */
    newestTurns: (limit: number): StoredTurn[] => newest.all(limit, limit),
    /** Every analysed call, the oldest analysis first. */
    analysedCalls: (): string[] => analysed.all().map(({ callId }) => callId),
    /** @param reader maker of the candidates; those of another are not given */
    load(callId: string, reader: string): ScorableAnalysis | undefined {
      const row = head.get(callId);
      if (!row) return undefined;
      const { analysisId, direction } = row;
      return {
        analysisId,
        callId,
        direction,
        objections: found.all(analysisId).map((row) => ({ ...toObjection(row), verdict: row.verdict })),
        counted: counted.all(analysisId).map(toObjection),
        candidates: row.reader === reader ? (JSON.parse(row.candidates ?? '[]') as ObjectionCandidate[]) : null,
        utterances: turns.all(row.transcriptId),
      };
    },
    keepCandidates(analysisId: number, reader: string, candidates: readonly ObjectionCandidate[]): void {
      const short = candidates.map(({ excesses, ...rest }) => ({
        ...rest,
        excesses: excesses.map((excess) => Math.round(excess * 100) / 100),
      }));
      keep.run(analysisId, reader, JSON.stringify(short));
    },
    /** Makes these the objections that count; null leaves them as they are. */
    settle(analysisId: number, objections: readonly CountedObjection[] | null, key: ScoringKey): void {
      if (objections) {
        clear.run(analysisId);
        for (const objection of objections) insert.run({ analysis_id: analysisId, ...toObjectionRow(objection) });
      }
      mark.run(analysisId, key.categorySet, key.scoredBy);
    },
    /** Version of the categories behind a call's objections; undefined while none was applied. */
    categorySetOf: (callId: string): number | undefined => setOf.get(callId)?.version,
    /** The newest objections of a category that count. */
    ofCategory: (category: string, limit: number): PlacedObjection[] => byCategory.all(category, limit),
    /** Calls with an objection, by category. */
    callCounts: (): ReadonlyMap<string, number> =>
      new Map(callCounts.all().map(({ category, calls }) => [category, calls])),
  };
}
