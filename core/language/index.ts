/** Language analysis: texts of calls to findings. */

export type { CallAnalyser, DirectCallAnalyser } from './analyser.ts';
export { accurateMaker, openAccurateAnalyser } from './accurate/open.ts';
export type { AccurateOptions } from './accurate/open.ts';
export { KNOWN_LABELS, openToneReader } from './accurate/tone.ts';
export { bundledMaker, loadBundledAnalyser } from './models/load.ts';
export { loadObjectionReader } from './objections/candidates.ts';
export type { ObjectionReader } from './objections/candidates.ts';
export { spokenTime } from './agreement/step.ts';
export { cutClauses } from './text/clauses.ts';
export type { Clause } from './text/clauses.ts';
export { INPUT_LIMITS, parseCallLine, parseCalls, parseLabelledCalls, parseLabelledLine } from './input/parse-lines.ts';
export type { IdentifiedCall, LabelledCall, LabelledObjection } from './input/parse-lines.ts';
export { formatAnalysisLine } from './input/format-line.ts';
export { evaluate } from './evaluation/evaluate.ts';
export type { Accuracy, Confusion, Evaluation } from './evaluation/evaluate.ts';
export type { Quality } from './evaluation/counts.ts';
export { formatEvaluation } from './evaluation/table.ts';
export { groupObjections, pickQuotes, suggestCategories, unknownObjections } from './suggestions/suggest.ts';
export type { CategorySuggestion, ObjectionGroup, UnknownObjection } from './suggestions/suggest.ts';
