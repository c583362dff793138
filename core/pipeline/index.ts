/** From portal and files to stored transcripts and findings. */

export { importFiles } from './import-files.ts';
export { createNodeForker } from './node-forker.ts';
export { processCalls } from './process-calls.ts';
export { pullPortal } from './pull-portal.ts';
export { createSpeechProcess, type SpeechProcess, type TranscribeRequest } from './speech-process.ts';
export { transcribeFile, type TranscribeInput, type TranscribeTools } from './transcribe-file.ts';
