/** Findings with what made them. The newest analysis of a call is its current one. */

import { asCounted } from '#core/domain/finding.ts';
import type {
  CallAnalysis,
  CountedAnalysis,
  CountedObjection,
  Outcome,
  Sentiment,
  StepFinding,
  TopicId,
  UtteranceSentiment,
  Verdict,
} from '#core/domain/finding.ts';
import type { Maker, Speaker } from '#core/domain/transcript.ts';
import type { Connection } from './database.ts';

export interface StoredAnalysis extends CountedAnalysis {
  readonly id: number;
  readonly callId: string;
  readonly transcriptId: number;
  readonly maker: Maker;
}

interface AnalysisRow {
  id: number;
  call_id: string;
  transcript_id: number;
  maker_id: string;
  maker_version: string;
  topic: TopicId;
  topic_score: number;
  sentiment: Sentiment;
  next_step: string | null;
  step: string | null;
  outcome: Outcome;
  outcome_quote: string | null;
  outcome_utterance: number | null;
  utterances: string;
}

export interface ObjectionRow {
  category: string;
  utterance: number;
  score: number;
  quote: string;
  /** Null only in what counts, where it is not known who replied. */
  verdict: Verdict | null;
  reply_utterance: number | null;
}

type SentimentPair = [sentiment: Sentiment, score: number];

const packSentiments = (items: readonly UtteranceSentiment[]): string =>
  JSON.stringify(items.map((item): SentimentPair => [item.sentiment, Math.round(item.score * 1000) / 1000]));

export const toObjection = (row: ObjectionRow): CountedObjection => ({
  category: row.category,
  utterance: row.utterance,
  score: row.score,
  quote: row.quote,
  handled: row.verdict === 'handled',
  verdict: row.verdict,
  replyUtterance: row.reply_utterance,
});

export const toObjectionRow = (objection: CountedObjection): ObjectionRow => ({
  category: objection.category,
  utterance: objection.utterance,
  score: objection.score,
  quote: objection.quote,
  verdict: objection.verdict,
  reply_utterance: objection.replyUtterance,
});

/** What an analysis was made from and by. */
export interface AnalysisOrigin {
  readonly callId: string;
  readonly transcriptId: number;
  readonly maker: Maker;
}

export function createAnalyses(database: Connection, now: () => string) {
  const retire = database.prepare<[string]>('UPDATE analyses SET is_current = 0 WHERE call_id = ? AND is_current = 1');
  const insert = database.prepare<[Omit<AnalysisRow, 'id'> & { created_at: string }]>(`
    INSERT INTO analyses (call_id, transcript_id, maker_id, maker_version, topic, topic_score, sentiment, next_step,
      step, outcome, outcome_quote, outcome_utterance, utterances, is_current, created_at, text_revision)
    VALUES (@call_id, @transcript_id, @maker_id, @maker_version, @topic, @topic_score, @sentiment, @next_step,
      @step, @outcome, @outcome_quote, @outcome_utterance, @utterances, 1, @created_at,
      (SELECT text_revision FROM transcripts WHERE id = @transcript_id))`);
  // What the model found stays as it is; what counts is settled by the user's categories and corrections afterwards.
  const insertObjection = (table: 'model_objections' | 'objections') =>
    database.prepare<[ObjectionRow & { analysis_id: number }]>(`
      INSERT INTO ${table} (analysis_id, category, utterance, score, quote, verdict, reply_utterance)
      VALUES (@analysis_id, @category, @utterance, @score, @quote, @verdict, @reply_utterance)`);
  const [insertFound, insertCounted] = [insertObjection('model_objections'), insertObjection('objections')];
  const speakersOf = database.prepare<[number], { speaker: Speaker }>(
    'SELECT speaker FROM utterances WHERE transcript_id = ? ORDER BY position',
  );
  const current = database.prepare<[string], AnalysisRow>(
    'SELECT * FROM analyses WHERE call_id = ? AND is_current = 1',
  );
  const objectionsOf = database.prepare<[number], ObjectionRow>(
    'SELECT category, utterance, score, quote, verdict, reply_utterance FROM objections WHERE analysis_id = ? ORDER BY id',
  );

  return {
    /** Makes `analysis` the call's current one. */
    save(origin: AnalysisOrigin, analysis: CallAnalysis): void {
      retire.run(origin.callId);
      const id = Number(
        insert.run({
          call_id: origin.callId,
          transcript_id: origin.transcriptId,
          maker_id: origin.maker.id,
          maker_version: origin.maker.version,
          topic: analysis.topic,
          topic_score: analysis.topicScore,
          sentiment: analysis.sentiment,
          next_step: analysis.nextStep,
          step: analysis.step && JSON.stringify(analysis.step),
          outcome: analysis.outcome.kind,
          outcome_quote: analysis.outcome.quote,
          outcome_utterance: analysis.outcome.utterance,
          utterances: packSentiments(analysis.utterances),
          created_at: now(),
        }).lastInsertRowid,
      );
      if (analysis.objections.length === 0) return;
      const speakers = speakersOf.all(origin.transcriptId);
      for (const objection of analysis.objections) {
        insertFound.run({ analysis_id: id, ...toObjectionRow(objection) });
        insertCounted.run({ analysis_id: id, ...toObjectionRow(asCounted(objection, speakers)) });
      }
    },
    findCurrent(callId: string): StoredAnalysis | undefined {
      const row = current.get(callId);
      if (!row) return undefined;
      return {
        id: row.id,
        callId: row.call_id,
        transcriptId: row.transcript_id,
        maker: { id: row.maker_id, version: row.maker_version },
        topic: row.topic,
        topicScore: row.topic_score,
        sentiment: row.sentiment,
        nextStep: row.next_step,
        step: row.step === null ? null : (JSON.parse(row.step) as StepFinding),
        outcome: { kind: row.outcome, quote: row.outcome_quote, utterance: row.outcome_utterance },
        objections: objectionsOf.all(row.id).map(toObjection),
        utterances: (JSON.parse(row.utterances) as SentimentPair[]).map(([sentiment, score]) => ({ sentiment, score })),
      };
    },
  };
}
