export { openStore, readStore, type Store } from './store.ts';
export type { AnalysisOrigin, StoredAnalysis } from './analyses.ts';
export type { StoredCall } from './calls.ts';
export type { StoredJob } from './jobs.ts';
export type { Period } from './queries/report-calls.ts';
export type { StaleCall } from './queries/stale-work.ts';
export type { StoredTranscript } from './transcripts.ts';
export type { InstantFilter } from './queries/call-filter.ts';
export type { CallListQuery } from './queries/call-list.ts';
