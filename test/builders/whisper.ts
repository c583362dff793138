/** Whisper engines for tests: over a stand-in of the server, and over the real one where it has been built. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { resourcesIn } from '#core/resources.ts';

import { installModel } from '../../scripts/bench/install-model.ts';
import { writeTalkingModel } from '../../scripts/whisper/talking-model.ts';
import { writeTalkingNetwork } from '../../scripts/whisper/talking-network.ts';
import { installByHand } from './installed-model.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the stand-in does with a request; see test/fakes/whisper-server.mjs. */
export type Scenario =
  | 'speaks'
  | 'invents'
  | 'dies'
  | 'dies-once'
  | 'hangs'
  | 'hangs-once'
  | 'refuses'
  | 'babbles'
  | 'cannot-load'
  | 'bad-card';

export const fakeServer = (scenario: Scenario): readonly string[] => [
  process.execPath,
  path.join(ROOT, 'test/fakes/whisper-server.mjs'),
  scenario,
];

/** The real server; `npm run build:whisper` makes it. */
export const realServer = (): readonly string[] => [resourcesIn(ROOT).whisperServer];
export const isServerBuilt = existsSync(realServer()[0]!);

/** Notes its process in the same file as the stand-in does; for systems with a shell. */
export const notedServer = (): readonly string[] => [
  '/bin/sh',
  '-c',
  'echo $$ >> pids.txt; exec "$0" "$@"',
  ...realServer(),
];

/** An installed Whisper model whose weights are nobody's. @returns its folder */
export function fakeWhisperModel(folder: string): string {
  const weights = path.join(folder, 'ggml-fake.bin');
  writeFileSync(weights, 'no weights');
  return installByHand(folder, { id: 'whisper-fake', engine: 'whisper', files: [weights] });
}

/** The lines of a file that the stand-in has written beside the model. */
export function linesOf(modelFolder: string, name: 'pids.txt' | 'requests.jsonl' | 'dropped.txt'): string[] {
  const file = path.join(modelFolder, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** «добрый день, щука»; a token may end in the middle of a letter. */
const GREETING = ((): readonly (string | Uint8Array)[] => {
  const letters = Buffer.from(' щука');
  return [' добрый', ' де', 'нь', ',', letters.subarray(0, 2), letters.subarray(2)];
})();

/** An installed model that whisper.cpp itself loads and that says «добрый день, щука» to everything. @returns its folder */
export function talkingWhisperModel(folder: string): string {
  const weights = path.join(folder, 'ggml-talking.bin');
  writeTalkingModel(weights, { size: 'speck', type: 'f16', says: GREETING, endsAtMs: 2000 });
  return installByHand(folder, { id: 'whisper-talking', engine: 'whisper', files: [weights] });
}

/** The same for onnxruntime. @returns its folder */
export const talkingWhisperNetwork = (folder: string, says = GREETING): string =>
  installModel(folder, { id: 'whisper-onnx', engine: 'whisper-onnx' }, (to) =>
    writeTalkingNetwork(to, { size: 'speck', precision: 'fp32', says, tokens: 0 }),
  );
