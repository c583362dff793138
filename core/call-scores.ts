/** Scores of stored calls by the active scorecard, a person's judgements beside the automatic ones. */

import type { Scorecard, ScoreSheet } from '#core/domain/scorecard.ts';
import { applyOverrides, BUILTIN_SCORECARD, createScorer, type ScorableCall } from '#core/scorecards/index.ts';
import type { Store } from '#core/store/index.ts';
import { measureTalk } from '#core/talk/index.ts';

/** Names the scorecard that calls are scored by in the settings; the built-in one without it. */
export const ACTIVE_SCORECARD_SETTING = 'scorecard.active';

export interface CallScores {
  /** Undefined for an id that no scorecard has. */
  findScorecard(id: string): Scorecard | undefined;
  active(): Scorecard;
  /** Reads the scorecard once, for any number of calls. */
  by(scorecard: Scorecard): (callId: string, call: ScorableCall) => ScoreSheet;
}

export function createCallScores({ scorecards, settings }: Pick<Store, 'scorecards' | 'settings'>): CallScores {
  const findScorecard = (id: string): Scorecard | undefined =>
    id === BUILTIN_SCORECARD.id ? BUILTIN_SCORECARD : scorecards.find(id);
  return {
    findScorecard,
    active: () => findScorecard(settings.get(ACTIVE_SCORECARD_SETTING) ?? '') ?? BUILTIN_SCORECARD,
    by(scorecard) {
      const score = createScorer(scorecard);
      return (callId, call) => {
        const automatic = score(call);
        const overrides = scorecards.overridesOf(callId, scorecard.id);
        return { scorecard, automatic, overrides, final: applyOverrides(scorecard, automatic, overrides) };
      };
    },
  };
}

/** What a stored call is scored by; null for one that is unknown or whose present text is not analysed. */
export function findScorable(
  { transcripts, analyses }: Pick<Store, 'transcripts' | 'analyses'>,
  callId: string,
): ScorableCall | null {
  const [transcript, analysis] = [transcripts.findCurrent(callId), analyses.findCurrent(callId)];
  if (!transcript || analysis?.transcriptId !== transcript.id) return null;
  const { topic, nextStep, objections } = analysis;
  return { utterances: transcript.utterances, talk: measureTalk(transcript), topic, nextStep, objections };
}
