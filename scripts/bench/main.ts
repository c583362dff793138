/**
 * `npm run bench`: every figure that README and the model cards quote, measured on this computer in one run. Processor
 * time is counted rather than time on the wall, so that other programs disturb it less.
 */

import { cpus } from 'node:os';
import { printAudioMemory } from './audio-memory.ts';
import { printDemoErrors } from './demo-wer.ts';
import { printLanguageSpeed } from './language.ts';
import { printPortalRequests } from './portal-requests.ts';
import { printReportSpeed } from './reports.ts';
import { printRescoringSpeed } from './rescoring.ts';
import { printSpeechSpeed } from './speech.ts';
import { printEngineComparison } from './speech-engines.ts';
import { printWhisperBackends } from './whisper-backends.ts';

const PARTS: readonly (readonly [title: string, run: () => Promise<void>])[] = [
  ['Speech: speed', printSpeechSpeed],
  // Three hours of each, as promised, take an hour: `node scripts/bench/audio-memory.ts`.
  ['Audio: memory and time for an hour of every format', () => printAudioMemory(1)],
  ['Speech: engines side by side', printEngineComparison],
  ['Speech: Whisper on whisper.cpp and on onnxruntime', printWhisperBackends],
  ['Speech: word errors on the demo calls', printDemoErrors],
  ['Language: speed', printLanguageSpeed],
  ['Categories: stored calls settled anew', printRescoringSpeed],
  ['Reports: written and read', printReportSpeed],
  ['Portal: requests of a listing', printPortalRequests],
];

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
for (const [title, run] of PARTS) {
  console.log(`\n== ${title}`);
  await run();
}
