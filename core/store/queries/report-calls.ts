/** Calls of a period with everything a report shows. */

import type { RecordingState } from '#core/domain/call.ts';
import type { ReportCall } from '#core/domain/report.ts';
import type { Maker } from '#core/domain/transcript.ts';
import type { ErrorCode, ErrorData } from '#core/errors.ts';
import { errorSentence } from '#core/texts/errors.ts';
import type { createAnalyses } from '../analyses.ts';
import { toStoredCall, type CallRow, type StoredCall } from '../calls.ts';
import type { createCrmLinks } from '../crm-links.ts';
import type { Connection } from '../database.ts';
import type { createTranscripts } from '../transcripts.ts';
import { FROM, toCondition, type Condition, type InstantFilter } from './call-filter.ts';

/** Instants in UTC: `startedAt` from `fromUtc` inclusive to `toUtc` exclusive. */
export interface Period {
  readonly fromUtc: string;
  readonly toUtc: string;
}

/** The calls of a period that meet further conditions. */
export type ReportFilter = Period & InstantFilter;

/** States that an error text explains; a call without a recording to expect needs none. */
const STATE_ERRORS: Partial<Record<RecordingState, ErrorCode>> = {
  pending: 'recording.pending',
  missing: 'recording.missing',
  deleted: 'recording.deleted',
  forbidden: 'recording.forbidden',
  failed: 'recording.not-audio',
};

interface Parts {
  readonly crmLinks: ReturnType<typeof createCrmLinks>;
  readonly transcripts: ReturnType<typeof createTranscripts>;
  readonly analyses: ReturnType<typeof createAnalyses>;
}

export function createReportCalls(database: Connection, { transcripts, analyses, crmLinks }: Parts) {
  const one = database.prepare<[string], CallRow>('SELECT * FROM calls WHERE id = ?');
  const errorOf = database.prepare<[string], { error: string }>(
    `SELECT error FROM jobs WHERE call_id = ? AND state = 'failed' ORDER BY updated_at DESC LIMIT 1`,
  );
  const recordingState = database.prepare<[string], { state: RecordingState }>(
    'SELECT state FROM recordings WHERE call_id = ?',
  );
  const makers = database.prepare<[string, string, string, string], { id: string; version: string }>(`
    SELECT DISTINCT t.maker_id AS id, t.maker_version AS version
    FROM transcripts t JOIN calls c ON c.id = t.call_id WHERE t.is_current = 1 AND c.started_at >= ? AND c.started_at < ?
    UNION
    SELECT DISTINCT a.maker_id, a.maker_version
    FROM analyses a JOIN calls c ON c.id = a.call_id WHERE a.is_current = 1 AND c.started_at >= ? AND c.started_at < ?`);

  /** Why the call has no transcript; null when it has one or needs none. */
  function problemOf(call: StoredCall, hasTranscript: boolean): string | null {
    const failure = errorOf.get(call.id);
    if (failure) return errorSentence(JSON.parse(failure.error) as ErrorData);
    if (hasTranscript) return null;
    if (call.status !== 'answered') return 'Разговор не состоялся';
    const state = recordingState.get(call.id)?.state ?? 'none';
    if (state === 'stored') return 'Ещё не расшифрован';
    const code = STATE_ERRORS[state];
    return code ? errorSentence({ code, details: {} }) : 'Записи разговора нет';
  }

  function toReportCall(call: StoredCall): ReportCall {
    const transcript = transcripts.findCurrent(call.id);
    const analysis = analyses.findCurrent(call.id);
    const link = crmLinks.find(call.id);
    return {
      id: call.id,
      startedAt: call.startedAt,
      direction: call.direction,
      agent: call.agentName,
      client: call.clientName ?? call.clientPhone,
      durationMs: transcript?.durationMs ?? call.durationMs,
      topic: analysis?.topic ?? null,
      sentiment: analysis?.sentiment ?? null,
      nextStep: analysis?.nextStep ?? null,
      outcome: analysis?.outcome ?? null,
      step: analysis?.step ?? null,
      channels: transcript?.channels ?? 0,
      transcript: transcript?.utterances ?? [],
      utteranceSentiments: analysis?.utterances ?? [],
      objections: analysis?.objections ?? [],
      problem: problemOf(call, transcript !== undefined),
      ...(link && { deal: link.deal && { outcome: link.deal.outcome, stage: link.deal.stage } }),
    };
  }

  return {
    /** Ids of the calls that meet the filter, oldest first. */
    ids(filter: ReportFilter): string[] {
      const { sql, parameters } = toCondition(filter);
      return database
        .prepare<[Condition['parameters']], string>(`SELECT c.id ${FROM} WHERE ${sql} ORDER BY c.started_at, c.id`)
        .pluck()
        .all(parameters);
    },
    /** What made the current results of the period. */
    makers: ({ fromUtc, toUtc }: Period): Maker[] => makers.all(fromUtc, toUtc, fromUtc, toUtc),
    find(id: string): ReportCall | undefined {
      const row = one.get(id);
      return row && toReportCall(toStoredCall(row));
    },
  };
}
