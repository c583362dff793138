/**
 * Whisper `small` on whisper.cpp (q8_0, beam search of 5) and on onnxruntime (int8), as the engines run it: half a minute
 * of nothing but speech, a hundred tokens. Weights are random, the work is that of real ones.
 */

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resourcesIn } from '#core/resources.ts';
import { openEngine } from '#core/speech/index.ts';
import { installModel } from './install-model.ts';
import { timeSpent } from './processor-time.ts';
import { saidWords } from './said-words.ts';
import { writeTalkingModel } from '../whisper/talking-model.ts';
import { writeTalkingNetwork } from '../whisper/talking-network.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SERVER = resourcesIn(ROOT).whisperServer;
const PIECE_MS = 28_000;
/** In half a minute of nothing but Russian speech, at 2.5 words a second and 1.6 tokens a word, rounded down. */
const TOKENS = 100;
const ROUNDS = 3;
const SAYS = saidWords(TOKENS);

interface Way {
  readonly name: string;
  readonly id: string;
  readonly modelFolder: string;
}

/** Seconds of processor time for one piece; the least of the rounds, the model loaded before. */
async function cost({ id, modelFolder }: Way): Promise<number> {
  const engine = await openEngine(id, modelFolder, { whisperServer: [SERVER] });
  const piece = Float32Array.from({ length: PIECE_MS * 16 }, (_, i) => 0.1 * Math.sin(i * 0.05));
  try {
    let least = Infinity;
    for (let round = 0; round < ROUNDS; round += 1) {
      const spent = await timeSpent(async () => {
        const { words } = await engine.recognize(piece, {});
        if (words.length !== TOKENS) throw new Error(`${id}: ${words.length} words instead of ${TOKENS}`);
      });
      least = Math.min(least, spent.processor);
    }
    return least;
  } finally {
    await engine.close();
  }
}

export async function printWhisperBackends(): Promise<void> {
  if (!existsSync(SERVER)) {
    console.log('Left out: npm run build:whisper has not been run.');
    return;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-whisper-'));
  try {
    const cpp = installModel(folder, { id: 'cpp', engine: 'whisper' }, (to) => {
      writeTalkingModel(path.join(to, 'ggml.bin'), { size: 'small', type: 'q8_0', says: SAYS, endsAtMs: PIECE_MS });
      return ['ggml.bin'];
    });
    const onnx = installModel(folder, { id: 'onnx', engine: 'whisper-onnx' }, (to) =>
      writeTalkingNetwork(to, { size: 'small', precision: 'int8', says: SAYS, tokens: 51_865 }),
    );
    const cppCost = await cost({ name: 'whisper.cpp q8_0, beam 5', id: 'cpp', modelFolder: cpp });
    const onnxCost = await cost({ name: 'onnxruntime int8', id: 'onnx', modelFolder: onnx });
    console.log(`processor time for ${PIECE_MS / 1000} s of speech, the least of ${ROUNDS} rounds`);
    console.log(`whisper.cpp, q8_0, beam 5   ${cppCost.toFixed(2)} s`);
    console.log(`onnxruntime, int8           ${onnxCost.toFixed(2)} s   ${(cppCost / onnxCost).toFixed(2)} x`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) await printWhisperBackends();
