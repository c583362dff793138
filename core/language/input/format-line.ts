/** Findings as one line of `razbor classify` (interfaces.md). */

import type { CallAnalysis } from '#core/domain/finding.ts';

/** @returns one JSON line without the line break; scores with three decimals */
export function formatAnalysisLine(id: string, analysis: CallAnalysis): string {
  const short = (score: number): number => Number(score.toFixed(3));
  return JSON.stringify({
    id,
    ...analysis,
    topicScore: short(analysis.topicScore),
    objections: analysis.objections.map((objection) => ({ ...objection, score: short(objection.score) })),
    utterances: analysis.utterances.map(({ sentiment, score }) => ({ sentiment, score: short(score) })),
  });
}
