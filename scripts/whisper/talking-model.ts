/**
 * Whisper models with random weights that say the same words about any sound: the real layout at any size, for tests and
 * for measuring speed where the real weights cannot be had.
 *
 * A random model never ends its text and is decoded over and over. This one does as much work as a real one: the last
 * layer holds a chain in which each token calls up the next, far louder than all the noise around it.
 */

import { writeGgml, type GgmlSizes, type GgmlTensor, type WeightType } from './ggml-file.ts';

/** State, layers and heads of OpenAI's models; `speck` is as small as the runtime takes. */
const SIZES = {
  speck: { state: 64, layers: 1, heads: 1 },
  base: { state: 512, layers: 6, heads: 8 },
  small: { state: 768, layers: 12, heads: 12 },
} as const;

export interface TalkingModel {
  readonly size: keyof typeof SIZES;
  readonly type: WeightType;
  /** Tokens as they are spelled, a space before each new word; bytes for parts of a letter. */
  readonly says: readonly (string | Uint8Array)[];
  /** Where the words end in the window; a multiple of 20 ms, at most 30 s. */
  readonly endsAtMs: number;
}

/** Multilingual: 50,257 tokens in the file, the rest is the runtime's. */
const VOCABULARY = 51_865;
const WORDS = 50_257;
const END = 50_257;
const TRANSCRIBE = 50_359;
const TIME_ZERO = 50_364;
/** Behind the single bytes, which the runtime falls back to when it cuts a prompt into tokens. */
const FIRST_SAID = 1000;

/** Spread of the noise in matrices. */
const NOISE = 0.02;
/** By the size of the state: all layers together must add less to the state than a token has. */
const FAINT = 0.02;
/** Fires its line of the chain, and no other: the match is 1, chance stays below one half. */
const SHARPNESS = 12;
const THRESHOLD = 0.7;
const LOUDNESS = 4;
/** Height of the winner's logit; chance over the whole vocabulary reaches a sixth of it. */
const LOGIT = 32;

const POOL = 1 << 20;

/** Deterministic normal noise. */
function noisePool(): Float32Array {
  const pool = new Float32Array(POOL);
  let seed = 42;
  const random = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  for (let i = 0; i < POOL; i += 1) {
    pool[i] = Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
  }
  return pool;
}

/** Writes the model to `path`. */
export function writeTalkingModel(path: string, model: TalkingModel): void {
  const { state, layers, heads } = SIZES[model.size];
  const sizes: GgmlSizes = {
    ...{ vocabulary: VOCABULARY, audioContext: 1500, textContext: 448, mels: 80 },
    ...{ state, layers, heads },
  };
  const words = Array.from({ length: WORDS }, (_, id) =>
    id < 256 ? Buffer.of(id) : Buffer.from(model.says[id - FIRST_SAID] ?? ` t${id}`),
  );
  const pool = noisePool();
  const tensors = [...modelTensors(sizes, model.type, (row, length) => noiseRow(pool, row, length))];
  teachChain(tensors, model, sizes);
  writeGgml(path, { sizes, type: model.type, words, tensors: tensors.map((tensor) => encoded(tensor)) });
}

interface Plan {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: GgmlTensor['type'];
  /** A row by its number; rows are made when they are written. */
  readonly row: (index: number) => Float32Array;
}

type Noise = (row: number, length: number) => Float32Array;

function noiseRow(pool: Float32Array, row: number, length: number): Float32Array {
  const start = (Math.imul(row + 1, 7919) >>> 0) % (POOL - length);
  return pool.subarray(start, start + length);
}

function* modelTensors(sizes: GgmlSizes, type: WeightType, noise: Noise): Generator<Plan> {
  const { state, layers, mels } = sizes;
  const constant = (name: string, dims: readonly number[], value: number): Plan => {
    return { name, dims, type: 'f32', row: () => new Float32Array(dims.at(-1)!).fill(value) };
  };
  const random = (name: string, dims: readonly number[], kind: { type?: Plan['type']; spread: number }): Plan => ({
    ...{ name, dims, type: kind.type ?? type },
    row: (index) => noise(index, dims.at(-1)!).map((value) => value * kind.spread),
  });
  const norm = function* (name: string, gain = 1): Generator<Plan> {
    yield constant(`${name}.weight`, [state], gain);
    yield constant(`${name}.bias`, [state], 0);
  };
  const linear = function* (name: string, dims: readonly [to: number, from: number], spread = NOISE): Generator<Plan> {
    yield random(`${name}.weight`, dims, { spread });
    if (!name.endsWith('.key')) yield constant(`${name}.bias`, [dims[0]], 0);
  };
  const attention = function* (name: string): Generator<Plan> {
    yield* norm(`${name}_ln`);
    for (const part of ['query', 'key', 'value']) yield* linear(`${name}.${part}`, [state, state]);
    yield* linear(`${name}.out`, [state, state], FAINT / state);
  };
  for (const side of ['encoder', 'decoder']) {
    for (let layer = 0; layer < layers; layer += 1) {
      const block = `${side}.blocks.${layer}`;
      yield* attention(`${block}.attn`);
      if (side === 'decoder') yield* attention(`${block}.cross_attn`);
      yield* norm(`${block}.mlp_ln`);
      yield* linear(`${block}.mlp.0`, [4 * state, state]);
      yield* linear(`${block}.mlp.2`, [state, 4 * state], FAINT / state);
    }
  }
  for (const [name, from] of [
    ['conv1', mels],
    ['conv2', state],
  ] as const) {
    yield random(`encoder.${name}.weight`, [state, from, 3], { type: 'f16', spread: NOISE });
    yield constant(`encoder.${name}.bias`, [state, 1], 0);
  }
  yield random('encoder.positional_embedding', [sizes.audioContext, state], { type: 'f32', spread: NOISE });
  yield* norm('encoder.ln_post');
  yield random('decoder.positional_embedding', [sizes.textContext, state], { type: 'f32', spread: FAINT / state });
  yield random('decoder.token_embedding.weight', [sizes.vocabulary, state], { spread: 1 / Math.sqrt(state) });
  yield* norm('decoder.ln', LOGIT / Math.sqrt(state));
}

/** Puts the chain into the last layer's perceptron: line i fires on token i and adds token i + 1 to the state. */
function teachChain(tensors: Plan[], { says, endsAtMs }: TalkingModel, { state, layers }: GgmlSizes): void {
  const chain = [TRANSCRIBE, TIME_ZERO, ...says.map((_, i) => FIRST_SAID + i), TIME_ZERO + endsAtMs / 20, END];
  const find = (name: string): number => tensors.findIndex((tensor) => tensor.name === name);
  const tokens = tensors[find('decoder.token_embedding.weight')]!;
  const links = chain.slice(0, -1).map((token, i) => ({ from: tokens.row(token), to: tokens.row(chain[i + 1]!) }));
  const block = `decoder.blocks.${layers - 1}`;
  const replace = (name: string, rowOf: (index: number, old: Float32Array) => Float32Array): void => {
    const at = find(name);
    const old = tensors[at]!;
    tensors[at] = { ...old, row: (index) => rowOf(index, old.row(index)) };
  };
  replace(`${block}.mlp.0.weight`, (index, old) => {
    const link = links[index];
    return link === undefined ? old : link.from.map((value) => (value * SHARPNESS) / Math.sqrt(state));
  });
  replace(`${block}.mlp.0.bias`, (_, old) =>
    old.map((value, i) => (i < links.length ? -SHARPNESS * THRESHOLD : value)),
  );
  replace(`${block}.mlp.2.weight`, (index, old) =>
    old.map((value, i) => (links[i] === undefined ? value : links[i].to[index]! * LOUDNESS)),
  );
}

function encoded({ name, dims, type, row }: Plan): GgmlTensor {
  const length = dims.at(-1)!;
  const rows = dims.reduce((product, dim) => product * dim, 1) / length;
  return {
    ...{ name, dims, type },
    data: (function* () {
      const batch: Uint8Array[] = [];
      for (let index = 0; index < rows; index += 1) {
        batch.push(encodeRow(row(index), type));
        if (batch.length === 512) yield Buffer.concat(batch.splice(0));
      }
      if (batch.length > 0) yield Buffer.concat(batch);
    })(),
  };
}

function encodeRow(values: Float32Array, type: GgmlTensor['type']): Uint8Array {
  if (type === 'q8_0') return encodeQ8(values);
  const typed = type === 'f16' ? new Float16Array(values) : Float32Array.from(values);
  return new Uint8Array(typed.buffer);
}

/** Blocks of 32: a float16 scale, then 32 signed bytes. */
function encodeQ8(values: Float32Array): Uint8Array {
  const blocks = values.length / 32;
  const bytes = Buffer.alloc(blocks * 34);
  const scale = new Float16Array(1);
  const scaleBytes = new Uint8Array(scale.buffer);
  for (let block = 0; block < blocks; block += 1) {
    let peak = 0;
    for (let i = 0; i < 32; i += 1) peak = Math.max(peak, Math.abs(values[block * 32 + i]!));
    scale[0] = peak / 127;
    bytes.set(scaleBytes, block * 34);
    const factor = scale[0] === 0 ? 0 : 1 / scale[0];
    for (let i = 0; i < 32; i += 1) {
      const value = Math.round(values[block * 32 + i]! * factor);
      bytes.writeInt8(Math.max(-127, Math.min(127, value)), block * 34 + 2 + i);
    }
  }
  return bytes;
}
