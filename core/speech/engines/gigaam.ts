/**
 * GigaAM with a CTC head, plain (lower case letters) or end to end (sub-words with punctuation). Contract of the ONNX
 * files: salute-developers/GigaAM and istupakov/onnx-asr (both MIT).
 */

import { readVerifiedModel, type Device, type ModelSession } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';
import type { LogProbs } from '../decoding/alignment.ts';
import { ALPHABET } from '../decoding/alphabet.ts';
import { createTokenDecoder } from '../decoding/token-decoder.ts';
import { wordsOfTokens } from '../decoding/token-words.ts';
import type { SpeechEngine } from '../engine.ts';
import { createLogMel, MEL_BANDS, type Features, type FeatureVersion } from '../features/log-mel.ts';
import { fileEnding, makerOfModel, type InstalledModel } from '../installed-model.ts';
import { openChecked } from './open-checked.ts';
import { readVocabulary } from './vocabulary.ts';

/** Space, letters without ё, blank: the same for v2 and v3. */
export const PLAIN_VOCABULARY: readonly string[] = [...Array.from(ALPHABET), ''];
const FRAME_MS = 40;
const SAMPLES_PER_MS = 16;
/** The front end needs a whole frame. */
const FEWEST_SAMPLES = 400;
export const GIGAAM_DECODING_VERSION = 1;

export interface GigaamOptions {
  readonly features: FeatureVersion;
  /** Whether the vocabulary comes with the model; else it is the plain alphabet. */
  readonly hasVocabularyFile: boolean;
  readonly device?: Device | undefined;
}

/** Throws `model.missing` and `model.corrupt`. */
export async function openGigaamEngine(model: InstalledModel, options: GigaamOptions): Promise<SpeechEngine> {
  const vocabulary = options.hasVocabularyFile
    ? readVocabulary(await readVerifiedModel(fileEnding(model, '.txt')))
    : PLAIN_VOCABULARY;
  const tokensOf = createTokenDecoder(vocabulary);
  const features = createLogMel(options.features);
  const session = await openChecked(fileEnding(model, '.onnx'), {
    inputs: ['features', 'feature_lengths'],
    outputs: ['log_probs'],
    device: options.device,
  });
  return {
    maker: makerOfModel(model, GIGAAM_DECODING_VERSION),
    sampleRateHz: 16_000,
    maxPieceMs: 20_000,
    minPieceMs: 400,
    async recognize(piece, { signal, vocabulary: words }) {
      signal?.throwIfAborted();
      const logProbs = await runGigaam(session, features(padded(piece)), vocabulary.length);
      return wordsOfTokens(tokensOf(logProbs, words), vocabulary, {
        frameMs: FRAME_MS,
        pieceMs: piece.length / SAMPLES_PER_MS,
      });
    },
    close: () => session.close(),
  };
}

/** One piece at a time: padding of shorter ones in a batch leaks into their last frames. */
export async function runGigaam(session: ModelSession, features: Features, symbols: number): Promise<LogProbs> {
  const { log_probs: output } = await session.run({
    features: { type: 'float32', data: features.data, dims: [1, MEL_BANDS, features.frames] },
    feature_lengths: { type: 'int64', data: BigInt64Array.of(BigInt(features.frames)), dims: [1] },
  });
  // The encoder halves twice; a model that gives fewer frames is another one.
  const frames = Math.floor((features.frames - 1) / 4) + 1;
  if (output?.type !== 'float32' || output.dims[2] !== symbols || (output.dims[1] ?? 0) < frames) {
    throw new AppError('model.corrupt', { reason: 'unexpected output' });
  }
  return { data: output.data, frames, symbols };
}

function padded(piece: Float32Array): Float32Array {
  if (piece.length >= FEWEST_SAMPLES) return piece;
  const longer = new Float32Array(FEWEST_SAMPLES);
  longer.set(piece);
  return longer;
}
