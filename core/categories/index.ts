/** The user's categories: their files and sets, learned from examples, recognised in calls, corrected by the lead. */

export { formatCategoryFile, parseCategoryFile, CATEGORY_LIMITS } from './format.ts';
export { completeSet, freshId, importCategories, mergeCategories, putCategory, removeCategory } from './edit.ts';
export type { ImportOutcome } from './edit.ts';
export { loadBackground } from './load-background.ts';
export { learnCategory, judgeOne } from './learn.ts';
export type { LearnedCategory, Learning } from './learn.ts';
export { measureCategory } from './quality.ts';
export { createRecogniser } from './recognise.ts';
export type { ModelFindings, Recogniser } from './recognise.ts';
export { accuracyOf, countedObjections, experienceOf, withCorrections } from './corrections.ts';
export { distinctTexts, plainText } from './texts.ts';
