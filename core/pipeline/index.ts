/** From sources to findings: the steps of a call, run as jobs. */

export {
  type FolderPreview,
  importFiles,
  type ImportOptions,
  type ImportSummary,
  previewFolder,
} from './import-files.ts';
export { cutClips, type ClipPlace } from './cut-clips.ts';
export { createNodeForker } from './node-forker.ts';
export {
  analyseAgain,
  processCalls,
  type Analyser,
  type FailedItem,
  type ProcessOptions,
  type ProcessSummary,
  type Transcriber,
} from './process-calls.ts';
export { planWriteBack, requestsFor, type PlanOptions } from './plan-write-back.ts';
export { chooseDevice, probeDevices, type DeviceFact, type ProbeOptions } from './probe-devices.ts';
export { pullPortal, type PullOptions, type PullProgress, type PullSummary } from './pull-portal.ts';
export { pullVoximplant, syncVoximplant, type VoximplantSummary, type VoximplantWork } from './pull-voximplant.ts';
export { renamePortal, type RenameOptions } from './renamed-portal.ts';
export { writeAtomically, writeTogether } from './recording-files.ts';
export { syncPortal, type SyncPortalOptions } from './sync-portal.ts';
export { createSpeechProcess, type SpeechProcess, type TranscribeRequest } from './speech-process.ts';
export { watchFolder, type WatchOptions, type WatchState } from './watch-folder.ts';
export { writeBack, type WriteBackOptions } from './write-back.ts';
export { joinSummaries, transcribeRequested, type RequestedOptions } from './requested-transcripts.ts';
export { transcribeFile, type TranscribeInput, type TranscribeTools } from './transcribe-file.ts';
export type { Refiners } from './refine-transcript.ts';
export type { TrialRequest } from './trial-messages.ts';
export { createTranscriber, type ClosableTranscriber } from './transcriber.ts';
export { loadCategoryKit, type CategoryKit } from './settle/category-kit.ts';
export { createSettler, readerKey, type Settlement, type Settler } from './settle/settler.ts';
export { settleStaleCalls } from './settle/settle-calls.ts';
export { previewCategories } from './settle/preview.ts';
