/** Scores of stored calls by the active scorecard, a person's judgements beside the automatic ones. */

import type { Scorecard, ScoreSheet } from '#core/domain/scorecard.ts';
import { applyOverrides, BUILTIN_SCORECARD, scoreCall, type ScorableCall } from '#core/scorecards/index.ts';
import type { Store } from '#core/store/index.ts';

/** Names the scorecard that calls are scored by in the settings; the built-in one without it. */
export const ACTIVE_SCORECARD_SETTING = 'scorecard.active';

export interface CallScores {
  /** Undefined for an id that no scorecard has. */
  findScorecard(id: string): Scorecard | undefined;
  active(): Scorecard;
  score(callId: string, call: ScorableCall): ScoreSheet;
}

export function createCallScores({ scorecards, settings }: Pick<Store, 'scorecards' | 'settings'>): CallScores {
  const findScorecard = (id: string): Scorecard | undefined =>
    id === BUILTIN_SCORECARD.id ? BUILTIN_SCORECARD : scorecards.find(id);
  const active = (): Scorecard => findScorecard(settings.get(ACTIVE_SCORECARD_SETTING) ?? '') ?? BUILTIN_SCORECARD;
  return {
    findScorecard,
    active,
    score(callId, call) {
      const scorecard = active();
      const automatic = scoreCall(scorecard, call);
      const overrides = scorecards.overridesOf(callId, scorecard.id);
      return { scorecard, automatic, overrides, final: applyOverrides(scorecard, automatic, overrides) };
    },
  };
}
