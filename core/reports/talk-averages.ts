/** Averages of talk metrics over a manager's calls. */

import type { ReportCall } from '#core/domain/report.ts';
import type { SideTalk, TalkAverages, TalkMetrics } from '#core/domain/talk.ts';

const TEN_MINUTES_MS = 600_000;

type TwoSided = TalkMetrics & { readonly agent: SideTalk; readonly client: SideTalk };

/**
 * Shares and rates are those of all calls put one after another, so that a short call cannot outweigh a long one: speech
 * by speech, silence and interruptions by time, words by the time of own speech. The longest monologue, questions and
 * patience are means over calls. Calls whose sides are not told apart, or in which nobody spoke, are left out of all.
 */
export function averageTalk(calls: readonly ReportCall[]): TalkAverages | null {
  const talks = calls.flatMap(({ talk }) => (talk && isTwoSided(talk) && talk.agentShare !== null ? [talk] : []));
  if (talks.length === 0) return null;
  const sum = (value: (talk: TwoSided) => number): number => talks.reduce((total, talk) => total + value(talk), 0);
  const durationMs = sum((talk) => talk.durationMs);
  const agentMs = sum(({ agent }) => agent.speechMs);
  const patience = talks.flatMap(({ patienceMs }) => patienceMs ?? []);
  return {
    calls: talks.length,
    agentShare: ratio(agentMs, agentMs + sum(({ client }) => client.speechMs)),
    silenceShare: ratio(
      sum((talk) => talk.silenceMs),
      durationMs,
    ),
    longestMonologueMs: sum(({ agent }) => agent.longestMonologueMs) / talks.length,
    wordsPerMinute: ratio(sum(({ agent }) => agent.words) * 60_000, agentMs),
    interruptionsPerTenMinutes: ratio(sum(({ agent }) => agent.interruptions) * TEN_MINUTES_MS, durationMs),
    questionsPerCall: sum((talk) => talk.agentQuestions ?? 0) / talks.length,
    patienceMs: ratio(
      patience.reduce((total, value) => total + value, 0),
      patience.length,
    ),
  };
}

const isTwoSided = (talk: TalkMetrics): talk is TwoSided => talk.agent !== null && talk.client !== null;

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
