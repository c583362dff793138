/**
 * Whisper through a resident whisper.cpp server. Contract of its form and answer: examples/server/server.cpp of the
 * sources in the package nodejs-whisper (whisper.cpp 1.9.1, MIT).
 *
 * The package's own way, a new process for each file, loads the model anew each time and works through silence as
 * through speech; `npm run bench` compares the two.
 *
 * On the processor onnx-engine.ts is faster; this one is for graphics cards and for models that exist as ggml files only.
 */

import { inferenceThreads, verifiedModel } from '#core/inference/index.ts';

import type { SpeechEngine } from '../../engine.ts';
import { fileEnding, makerOfModel, type InstalledModel } from '../../installed-model.ts';
import { readAnswer } from './answer.ts';
import { createWhisperServer } from './server.ts';
import { waveOf } from './wave.ts';
import { isSilent, promptOf, SAMPLES_PER_MS, WHISPER_WINDOW } from './window.ts';

export const WHISPER_DECODING_VERSION = 1;

export interface WhisperOptions {
  /** The server's program and its first arguments. */
  readonly command: readonly string[];
  /** ISO 639-1, or `auto`. */
  readonly language: string;
  /** Runs on the graphics card; it must have been tried on this computer. */
  readonly usesGpu?: boolean;
}

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
  const command = options.usesGpu === true ? options.command : [...options.command, '--no-gpu'];
  const server = createWhisperServer({ command, model: weights.path, threads });
  // Weights that cannot be loaded are found out here, not at the first call.
  await server.start();
  return {
    maker: makerOfModel(model, WHISPER_DECODING_VERSION),
    ...WHISPER_WINDOW,
    async recognize(piece, { signal, vocabulary = [] }) {
      signal?.throwIfAborted();
      if (isSilent(piece)) return { text: '', words: [], confidence: 0 };
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
