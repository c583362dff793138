/** What a speech engine is. One file in `engines/` per kind; the contract tests run over all of them. */

import type { Maker, Word } from '#core/domain/transcript.ts';

/** A word of a piece; times in milliseconds from the start of the piece. */
export interface RecognizedWord extends Word {
  /** 0..1. */
  readonly confidence: number;
}

/** What an engine heard in one piece of one channel. */
export interface RecognizedPiece {
  /** The words joined with single spaces; empty when nothing was said. */
  readonly text: string;
  readonly words: readonly RecognizedWord[];
  /** 0..1; 0 for an empty text. */
  readonly confidence: number;
}

export interface RecognizePieceOptions {
  readonly signal?: AbortSignal;
  /** The user's own words and names, each as it is said; an engine that cannot listen for words ignores them. */
  readonly vocabulary?: readonly string[];
}

export interface SpeechEngine {
  /** Model id, and version of weights and decoding together. */
  readonly maker: Maker;
  /** The rate of the audio it wants. */
  readonly sampleRateHz: 8000 | 16_000;
  /** Pieces must not be longer. */
  readonly maxPieceMs: number;
  /** Shorter pieces are padded with silence by the caller. */
  readonly minPieceMs: number;
  /**
   * Where a piece costs the same however short it is: so much speech is heard at once, several stretches with silence in
   * between. Absent: each stretch by itself.
   */
  readonly chunkMs?: number;
  /**
   * @param piece mono float32, -1..1, at `sampleRateHz`; where the recording had that rate and 16-bit samples, every
   *   value is exactly x / 32768
   * Throws the signal's reason when aborted, `model.corrupt` when weights and contract do not fit.
   */
  recognize(piece: Float32Array, options: RecognizePieceOptions): Promise<RecognizedPiece>;
  /** Frees the model. */
  close(): Promise<void>;
}
