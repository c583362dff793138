/**
 * T-one: a streaming network for 8 kHz telephone speech that carries its state from chunk to chunk. Contract:
 * voicekit-team/T-one, tone/onnx_wrapper.py and tone/pipeline.py (Apache-2.0).
 */

import type { ModelSession, TensorData } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';
import type { LogProbs } from '../decoding/alignment.ts';
import type { FrameSpan } from '../decoding/boosted-path.ts';
import { greedyTokens, type PathToken } from '../decoding/path-tokens.ts';
import { splitPhrases } from '../decoding/phrase-splitter.ts';
import { createTokenDecoder } from '../decoding/token-decoder.ts';
import { wordsOfTokens } from '../decoding/token-words.ts';
import type { RecognizedPiece, SpeechEngine } from '../engine.ts';
import { fileEnding, makerOfModel, type InstalledModel } from '../installed-model.ts';
import { openChecked } from './open-checked.ts';

export const T_ONE_VOCABULARY: readonly string[] = [...Array.from('абвгдеёжзийклмнопрстуфхцчшщъыьэюя '), ''];
const SYMBOLS = T_ONE_VOCABULARY.length;
const SAMPLES_PER_MS = 8;
const CHUNK_SAMPLES = 2400;
const CHUNK_FRAMES = 10;
const STATE_SIZE = 219_729;
const FRAME_MS = 30;
/** One chunk of padding in front, and the network's own mean delay. */
const OFFSET_MS = -300 - 330;
export const T_ONE_DECODING_VERSION = 1;

/** Throws `model.missing` and `model.corrupt`. */
export async function openTOneEngine(model: InstalledModel): Promise<SpeechEngine> {
  const session = await openChecked(fileEnding(model, '.onnx'), {
    inputs: ['signal', 'state'],
    outputs: ['logprobs', 'state_next'],
  });
  const tokensOf = createTokenDecoder(T_ONE_VOCABULARY);
  return {
    maker: makerOfModel(model, T_ONE_DECODING_VERSION),
    sampleRateHz: 8000,
    maxPieceMs: 20_000,
    minPieceMs: 400,
    async recognize(piece, { signal, vocabulary }) {
      const { logProbs } = await runTOne(session, piece, signal);
      const pieceMs = piece.length / SAMPLES_PER_MS;
      return decodeTOne(logProbs, pieceMs, (span) => tokensOf(logProbs, vocabulary, span));
    },
    close: () => session.close(),
  };
}

/** The chunks of a piece in order, with a chunk of silence before and behind. */
export async function runTOne(
  session: ModelSession,
  piece: Float32Array,
  signal?: AbortSignal,
): Promise<{ readonly logProbs: LogProbs; readonly state: Uint16Array }> {
  const chunks = Math.ceil(piece.length / CHUNK_SAMPLES) + 2;
  const samples = new Int32Array(chunks * CHUNK_SAMPLES);
  // The network wants the raw 16-bit values; its features are computed inside.
  for (let i = 0; i < piece.length; i += 1) {
    samples[CHUNK_SAMPLES + i] = Math.max(-32_768, Math.min(32_767, Math.round(piece[i]! * 32_768)));
  }
  const data = new Float32Array(chunks * CHUNK_FRAMES * SYMBOLS);
  let state: TensorData = { type: 'float16', data: new Uint16Array(STATE_SIZE), dims: [1, STATE_SIZE] };
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    signal?.throwIfAborted();
    const chunkSamples = samples.slice(chunk * CHUNK_SAMPLES, (chunk + 1) * CHUNK_SAMPLES);
    const { logprobs, state_next: next } = await session.run({
      signal: { type: 'int32', data: chunkSamples, dims: [1, CHUNK_SAMPLES, 1] },
      state,
    });
    const isRight = logprobs?.type === 'float32' && logprobs.data.length === CHUNK_FRAMES * SYMBOLS;
    if (!isRight || next?.type !== 'float16' || next.data.length !== STATE_SIZE) {
      throw new AppError('model.corrupt', { reason: 'unexpected output' });
    }
    data.set(logprobs.data, chunk * CHUNK_FRAMES * SYMBOLS);
    state = next;
  }
  return { logProbs: { data, frames: chunks * CHUNK_FRAMES, symbols: SYMBOLS }, state: state.data };
}

/**
 * Words of each phrase; a phrase's end ends a word too.
 *
 * @param tokensOf finds the tokens of a span of frames; default: the likeliest ones
 */
export function decodeTOne(
  logProbs: LogProbs,
  pieceMs: number,
  tokensOf = ({ from, to }: FrameSpan): PathToken[] => greedyTokens(logProbs, from, to),
): RecognizedPiece {
  const phrases = splitPhrases(logProbs).map(({ decodeFrom, decodeTo }) =>
    tokensOf({ from: decodeFrom, to: decodeTo }),
  );
  const firsts = new Set(phrases.map((tokens) => tokens[0]));
  return wordsOfTokens(phrases.flat(), T_ONE_VOCABULARY, {
    frameMs: FRAME_MS,
    offsetMs: OFFSET_MS,
    pieceMs,
    isBreak: (token) => firsts.has(token),
  });
}
