/**
 * Whisper through a resident whisper.cpp server. Contract of its form and answer: examples/server/server.cpp of the
 * sources in the package nodejs-whisper (whisper.cpp 1.9.1, MIT).
 *
 * The package's own way, a new process for each file, loads the model anew each time and works through silence as
 * through speech; `npm run bench` compares the two.
 *
 * onnxruntime instead of whisper.cpp was tried with random weights at the size of `small` (2 cores, onnxruntime-node
 * 1.30): a window of 30 s took 2.9 s of processor time in the encoder and 6.6 s for 100 tokens with 5 beams in int8 (4.4
 * and 11.7 s in fp32). It is not the back end: the same run could not be had for whisper.cpp on that busy computer, so no
 * gain is proven, and transformers.js decodes without whisper's thresholds for loops, doubt and silence.
 */

import { inferenceThreads, verifiedModel } from '#core/inference/index.ts';

import type { SpeechEngine } from '../../engine.ts';
import { fileEnding, makerOfModel, type InstalledModel } from '../../installed-model.ts';
import { readAnswer } from './answer.ts';
import { createWhisperServer } from './server.ts';
import { waveOf } from './wave.ts';

export const WHISPER_DECODING_VERSION = 1;

export interface WhisperOptions {
  /** The server's program and its first arguments. */
  readonly command: readonly string[];
  /** ISO 639-1, or `auto`. */
  readonly language: string;
}

/** The window of the network: a shorter piece costs as much. */
const WINDOW_MS = 30_000;
/** Room for the silence between stretches and the network's last word. */
const CHUNK_MS = 28_000;
const SAMPLES_PER_MS = 16;
/** One step of a 16-bit sample: nothing that is not louder was ever recorded. */
const SILENCE = 2 / 32_768;
/** Of the 224 tokens that the network takes as a prompt; Russian has two to three letters a token. */
const LONGEST_PROMPT = 450;

/** Decoding as in openai/whisper: beam search, hotter when the text is doubtful. */
const FIELDS = {
  response_format: 'verbose_json',
  temperature: '0.0',
  temperature_inc: '0.2',
  beam_size: '5',
  best_of: '5',
  no_speech_thold: '0.6',
  entropy_thold: '2.4',
  logprob_thold: '-1.0',
  suppress_nst: 'true',
  token_timestamps: 'true',
  // Costs a second run of the encoder, for something that nobody reads.
  no_language_probabilities: 'true',
} as const;

/** Throws `model.missing`, `model.corrupt` and `engine.not-built`. */
export async function openWhisperEngine(model: InstalledModel, options: WhisperOptions): Promise<SpeechEngine> {
  const weights = fileEnding(model, '.bin');
  await verifiedModel(weights);
  const threads = await inferenceThreads();
  const server = createWhisperServer({ command: options.command, model: weights.path, threads });
  // Weights that cannot be loaded are found out here, not at the first call.
  await server.start();
  return {
    maker: makerOfModel(model, WHISPER_DECODING_VERSION),
    sampleRateHz: 16_000,
    maxPieceMs: WINDOW_MS,
    minPieceMs: 1000,
    chunkMs: CHUNK_MS,
    async recognize(piece, { signal, vocabulary = [] }) {
      signal?.throwIfAborted();
      // Of silence the network makes up words.
      if (piece.every((sample) => Math.abs(sample) < SILENCE)) return { text: '', words: [], confidence: 0 };
      const prompt = promptOf(vocabulary);
      const fields = { ...FIELDS, language: options.language, ...(prompt === '' ? {} : { prompt }) };
      const answer = await server.infer({ fields, wave: waveOf(piece) }, signal);
      return readAnswer(answer, piece.length / SAMPLES_PER_MS);
    },
    close() {
      server.close();
      return Promise.resolve();
    },
  };
}

/** The words that the network shall expect, as many as it takes, in the form of a sentence before the speech. */
function promptOf(vocabulary: readonly string[]): string {
  let prompt = '';
  for (const word of vocabulary) {
    const longer = prompt === '' ? word : `${prompt}, ${word}`;
    if (longer.length > LONGEST_PROMPT) break;
    prompt = longer;
  }
  return prompt === '' ? '' : `${prompt}.`;
}
