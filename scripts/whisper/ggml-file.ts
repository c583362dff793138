/**
 * Writes files in the layout that whisper.cpp loads (`whisper_model_load` in its src/whisper.cpp): header, mel filters,
 * vocabulary, tensors one after the other.
 */

import { closeSync, openSync, writeSync } from 'node:fs';

/** How the large matrices are stored; the small tensors are float32 always. */
export type WeightType = 'f16' | 'q8_0';

/** The sizes in the header, in its order. */
export interface GgmlSizes {
  readonly vocabulary: number;
  readonly audioContext: number;
  readonly state: number;
  readonly heads: number;
  readonly layers: number;
  readonly textContext: number;
  readonly mels: number;
}

export interface GgmlTensor {
  readonly name: string;
  /** Outermost first; the last one is the length of a row. */
  readonly dims: readonly number[];
  readonly type: 'f32' | WeightType;
  /** Encoded as `type` says, in pieces. */
  readonly data: Iterable<Uint8Array>;
}

const MAGIC = 0x67676d6c;
/** `ggml_ftype` of the header (q8_0 with its version, 2, in the thousands) and `ggml_type` of a tensor. */
const FILE_TYPES = { f16: 1, q8_0: 2007 } as const;
const TENSOR_TYPES = { f32: 0, f16: 1, q8_0: 8 } as const;
/** Frequencies of a window of 400 samples. */
const FREQUENCIES = 201;

const int32 = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);

/** Writes a whole model. The filters are flat: every mel band hears its share of the frequencies. */
export function writeGgml(
  path: string,
  model: {
    readonly sizes: GgmlSizes;
    readonly type: WeightType;
    readonly words: readonly Uint8Array[];
    readonly tensors: Iterable<GgmlTensor>;
  },
): void {
  const { sizes, type, words, tensors } = model;
  const file = openSync(path, 'w');
  try {
    const { vocabulary, audioContext, state, heads, layers, textContext, mels } = sizes;
    const audio = [audioContext, state, heads, layers];
    const text = [textContext, state, heads, layers];
    writeSync(file, int32(MAGIC, vocabulary, ...audio, ...text, mels, FILE_TYPES[type], mels, FREQUENCIES));
    writeSync(file, Buffer.from(flatFilters(mels).buffer));
    writeSync(file, Buffer.concat([int32(words.length), ...words.flatMap((word) => [int32(word.length), word])]));
    for (const { name, dims, type: kind, data } of tensors) {
      writeSync(file, int32(dims.length, Buffer.byteLength(name), TENSOR_TYPES[kind], ...dims.toReversed()));
      writeSync(file, name);
      for (const piece of data) writeSync(file, piece);
    }
  } finally {
    closeSync(file);
  }
}

function flatFilters(mels: number): Float32Array {
  const filters = new Float32Array(mels * FREQUENCIES);
  for (let frequency = 0; frequency < FREQUENCIES; frequency += 1) {
    filters[Math.floor((frequency * mels) / FREQUENCIES) * FREQUENCIES + frequency] = 0.01;
  }
  return filters;
}
