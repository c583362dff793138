/** Recordings in folders: what names, sidecar files and tables tell of their calls. */

export type { CallFields } from './call-fields.ts';
export { choosePattern, type NamesPreview, previewNames } from './detect.ts';
export { isAudioName, isTableName } from './file-names.ts';
export { type NamePattern, type NamePatternChoice, READY_PATTERNS } from './patterns.ts';
export { type NameFacts, readName, type ReadNameOptions } from './read-name.ts';
export { readSidecar } from './sidecar.ts';
export { type CallTable, MAX_TABLE_BYTES, readCallTable, type TableProblem } from './table.ts';
