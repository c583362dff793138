/** Input of a report: realistic, repeatable, as large as asked. */

import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { ReportCall, ReportInput } from '#core/domain/report.ts';
import { aConversation } from './conversation.ts';
import { AGENT_NAMES, CLIENT_NAMES } from './phrases.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';

const DAY_MS = 86_400_000;
const MONTH_START_MS = Date.UTC(2026, 9, 1, 6);

/** One call of a report with nothing found in it, unless `fields` say otherwise. */
export function aReportCall(fields: Partial<ReportCall> = {}): ReportCall {
  return {
    id: 'demo:1',
    startedAt: '2026-10-05T09:30:00.000Z',
    direction: 'in',
    agent: 'Анна Ковалёва',
    client: 'Ирина Павловна',
    durationMs: 60_000,
    topic: 'sales',
    sentiment: 'neutral',
    nextStep: null,
    channels: 2,
    transcript: [],
    utteranceSentiments: [],
    objections: [],
    problem: null,
    ...fields,
  };
}

/**
 * @param options `calls`: how many generated calls, or the calls themselves; `fields`: anything else of the input
 * @returns October 2026 of a sales department of eight
 */
export function aReportInput(
  options: { calls?: number | readonly ReportCall[]; seed?: number } & Partial<Omit<ReportInput, 'calls'>> = {},
): ReportInput {
  const { calls = 12, seed = 1, ...fields } = options;
  return {
    period: { from: '2026-10-01', to: '2026-10-31' },
    generatedAt: '2026-11-01T05:10:00.000Z',
    timeZone: 'Europe/Moscow',
    categories: BUILTIN_CATEGORIES,
    models: [
      { id: 'bundled-ru-8k', version: '1' },
      { id: 'objections-ru', version: '1' },
    ],
    calls: typeof calls === 'number' ? generatedCalls(calls, seededRandom(seed)) : calls,
    ...fields,
  };
}

function generatedCalls(count: number, random: Random): ReportCall[] {
  return Array.from({ length: count }, (_unused, index) => generatedCall(index, random));
}

function generatedCall(index: number, random: Random): ReportCall {
  const agent = random.chance(0.2) ? AGENT_NAMES[0] : random.pick(AGENT_NAMES);
  const isMissed = random.chance(0.03);
  const { utterances, analysis, durationMs } = aConversation(random, agent);
  const startedMs = MONTH_START_MS + random.integer(0, 30) * DAY_MS + random.integer(0, 11 * 3600) * 1000;
  return {
    id: `portal:example.bitrix24.ru:${index + 1}`,
    startedAt: new Date(startedMs).toISOString(),
    direction: random.chance(0.4) ? 'in' : 'out',
    agent,
    client: random.chance(0.8) ? random.pick(CLIENT_NAMES) : null,
    durationMs: isMissed ? 0 : durationMs,
    topic: isMissed ? null : analysis.topic,
    sentiment: isMissed ? null : analysis.sentiment,
    nextStep: isMissed ? null : analysis.nextStep,
    channels: random.chance(0.1) ? 1 : 2,
    transcript: isMissed ? [] : utterances,
    utteranceSentiments: isMissed ? [] : analysis.utterances,
    objections: isMissed ? [] : analysis.objections,
    problem: isMissed ? 'Записи нет: звонок без ответа' : null,
  };
}
