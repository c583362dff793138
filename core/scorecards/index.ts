/** Scorecards: one that is built in, those of the user, and scoring calls by them. */

export { BUILTIN_SCORECARD } from './builtin.ts';
export { formatScorecard, parseScorecard, scorecardDraft } from './format.ts';
export { applyOverrides } from './overrides.ts';
export { createScorer } from './score.ts';
export type { ScorableCall } from './call.ts';
