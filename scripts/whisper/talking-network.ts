/**
 * Whisper for onnxruntime with random weights that says the same words about any sound: the layout of Hugging Face's
 * exports with word times (encoder, merged decoder with the attention to the sound), at any size, for tests and for
 * measuring speed where the real weights cannot be had.
 */

import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { createNetwork, type Network, type Tensor } from '../onnx/onnx-file.ts';
import { floats, linear, norm, scalar, shape, type Precision } from '../onnx/random-layers.ts';
import { writeTokens, type TokenIds } from './talking-tokens.ts';

/** State, layers and heads of OpenAI's models; `speck` is for tests. */
const SIZES = {
  speck: { state: 32, layers: 2, heads: 2 },
  base: { state: 512, layers: 6, heads: 8 },
  small: { state: 768, layers: 12, heads: 12 },
} as const;
export const WHISPER_MELS = 80;
const FRAMES = 1500;

export interface TalkingNetwork {
  readonly size: keyof typeof SIZES;
  readonly precision: Precision;
  /** Tokens as they are spelled, a space before each new word; bytes for parts of a letter. */
  readonly says: readonly (string | Uint8Array)[];
  /** Tokens in all, 51,865 in the real ones. */
  readonly tokens: number;
}

interface Shape {
  readonly state: number;
  readonly layers: number;
  readonly heads: number;
  readonly precision: Precision;
}

const PARTS = ['key', 'value'] as const;
type KeyAndValue = Readonly<Record<(typeof PARTS)[number], string>>;

/** Writes the files of the model into `folder`. @returns their paths inside it */
export function writeTalkingNetwork(folder: string, model: TalkingNetwork): string[] {
  const { state, layers, heads } = SIZES[model.size];
  const size: Shape = { state, layers, heads, precision: model.precision };
  mkdirSync(path.join(folder, 'onnx'), { recursive: true });
  const networks = ['onnx/encoder_model_quantized.onnx', 'onnx/decoder_model_merged_quantized.onnx'] as const;
  const { files, ids } = writeTokens(folder, { ...model, ...size });
  writeEncoder(path.join(folder, networks[0]), size);
  writeDecoder(path.join(folder, networks[1]), size, ids);
  return [...networks, ...files];
}

function writeEncoder(file: string, size: Shape): void {
  const { state, layers } = size;
  const net = createNetwork();
  const padded = { kernel_shape: [3], pads: [1, 1] };
  let [x] = net.add('Conv', ['input_features', floats(net, state, WHISPER_MELS, 3)], { attributes: padded }) as [
    string,
  ];
  const halving = { attributes: { ...padded, strides: [2] } };
  [x] = net.add('Conv', [gelu(net, x), floats(net, state, state, 3)], halving) as [string];
  [x] = net.add('Transpose', [gelu(net, x)], { attributes: { perm: [0, 2, 1] } }) as [string];
  [x] = net.add('Add', [x, floats(net, FRAMES, state)]) as [string];
  for (let layer = 0; layer < layers; layer += 1) {
    const input = norm(net, x, state);
    x = plus(net, x, attention(net, size, { x: input, ...keyAndValue(net, input, size) }).mixed);
    x = plus(net, x, feedForward(net, norm(net, x, state), size));
  }
  const gain = floats(net, state);
  net.add('LayerNormalization', [x, gain, gain], { attributes: { axis: -1 }, outputs: ['last_hidden_state'] });
  net.write(file, {
    inputs: [{ name: 'input_features', type: 'float32', dims: [1, WHISPER_MELS, 2 * FRAMES] }],
    outputs: [{ name: 'last_hidden_state', type: 'float32', dims: [1, FRAMES, state] }],
  });
}

const cacheNames = (kind: 'past_key_values' | 'present', layer: number, side: 'decoder' | 'encoder'): KeyAndValue => {
  const [key, value] = PARTS.map((part) => `${kind}.${layer}.${side}.${part}`) as [string, string];
  return { key, value };
};

function writeDecoder(file: string, size: Shape, ids: TokenIds): void {
  const net = createNetwork();
  const { state, layers, heads } = size;
  const cache = (kind: 'past_key_values' | 'present'): Tensor[] =>
    Array.from({ length: layers }, (_, layer) =>
      (['decoder', 'encoder'] as const).flatMap((side) =>
        Object.values(cacheNames(kind, layer, side)).map((name): Tensor => ({
          name,
          type: 'float32',
          dims: ['batch', heads, `${kind} ${side}`, state / heads],
        })),
      ),
    ).flat();
  const attentions = Array.from({ length: layers }, (_, layer): Tensor => ({
    name: `cross_attentions.${layer}`,
    type: 'float32',
    dims: ['batch', heads, 'tokens', FRAMES],
  }));
  const logits: Tensor = { name: 'logits', type: 'float32', dims: ['batch', 'tokens', ids.count] };
  const outputs = [logits, ...cache('present'), ...attentions];
  const branches = {
    whenTrue: () => decoder(net, size, { ids, hasPast: true }),
    whenFalse: () => decoder(net, size, { ids, hasPast: false }),
  };
  net.choose(
    'use_cache_branch',
    branches,
    outputs.map(({ name }) => name),
  );
  const inputs: Tensor[] = [
    { name: 'input_ids', type: 'int64', dims: ['batch', 'tokens'] },
    { name: 'encoder_hidden_states', type: 'float32', dims: ['batch', FRAMES, state] },
    ...cache('past_key_values'),
    { name: 'use_cache_branch', type: 'bool', dims: [1] },
  ];
  net.write(file, { inputs, outputs });
}

interface DecoderKind {
  readonly ids: TokenIds;
  /** Goes on from stored keys and values, those of the sound among them. */
  readonly hasPast: boolean;
}

/** @returns logits, the keys and values of every layer, the attention to the sound */
function decoder(net: Network, size: Shape, { ids, hasPast }: DecoderKind): string[] {
  const { state, layers, heads, precision } = size;
  const present: string[] = [];
  const attentions: string[] = [];
  // What belongs to the sound does not change: exports hand on nothing there.
  const empty = { type: 'float32', dims: [0, heads, 1, state / heads], data: new Uint8Array() } as const;
  const nothing = (): string => net.add('Identity', [net.weights(empty)])[0]!;
  let [x] = net.add('Gather', [floats(net, ids.count, state), 'input_ids']) as [string];
  for (let layer = 0; layer < layers; layer += 1) {
    const input = norm(net, x, state);
    let own = keyAndValue(net, input, size);
    if (hasPast) own = joined(net, cacheNames('past_key_values', layer, 'decoder'), own);
    x = plus(net, x, attention(net, size, { x: input, ...own }).mixed);
    const sound = hasPast
      ? cacheNames('past_key_values', layer, 'encoder')
      : keyAndValue(net, 'encoder_hidden_states', size);
    const heard = attention(net, size, { x: norm(net, x, state), ...sound });
    x = plus(net, x, heard.mixed);
    x = plus(net, x, feedForward(net, norm(net, x, state), size));
    attentions.push(heard.shares);
    present.push(own.key, own.value, ...(hasPast ? [nothing(), nothing()] : [sound.key, sound.value]));
  }
  const logits = linear(net, norm(net, x, state), { from: state, to: ids.count, precision });
  return [sayNext(net, logits, ids), ...present, ...attentions];
}

/** Far above all noise stands the token that follows the last one. */
function sayNext(net: Network, logits: string, { count, next }: TokenIds): string {
  const [noise] = net.add('Mul', [logits, scalar(net, 0.01)]) as [string];
  const table = net.weights({ type: 'int64', dims: [count], data: new Uint8Array(next.buffer) });
  const [following] = net.add('Gather', [table, 'input_ids']) as [string];
  const values = net.weights({
    type: 'float32',
    dims: [2],
    data: new Uint8Array(Float32Array.of(0, 30).buffer),
  });
  const [peak] = net.add('OneHot', [following, shape(net, count), values]) as [string];
  return plus(net, noise, peak);
}

function joined(net: Network, past: KeyAndValue, fresh: KeyAndValue): KeyAndValue {
  const [key, value] = PARTS.map(
    (part) => net.add('Concat', [past[part], fresh[part]], { attributes: { axis: 2 } })[0]!,
  );
  return { key: key!, value: value! };
}

const plus = (net: Network, a: string, b: string): string => net.add('Add', [a, b])[0]!;

/** x / 2 * (1 + erf(x / √2)), in the operations that exporters write. */
function gelu(net: Network, x: string): string {
  const [scaled] = net.add('Div', [x, scalar(net, Math.SQRT2)]) as [string];
  const [erf] = net.add('Erf', [scaled]) as [string];
  const [product] = net.add('Mul', [x, plus(net, erf, scalar(net, 1))]) as [string];
  return net.add('Mul', [product, scalar(net, 0.5)])[0]!;
}

function feedForward(net: Network, x: string, { state, precision }: Shape): string {
  const wide = gelu(net, linear(net, x, { from: state, to: 4 * state, precision }));
  return linear(net, wide, { from: 4 * state, to: state, precision });
}

/** A projection as one row per head. */
function byHead(net: Network, x: string, { state, heads, precision }: Shape): string {
  const projected = linear(net, x, { from: state, to: state, precision });
  const [parts] = net.add('Reshape', [projected, shape(net, 0, 0, heads, state / heads)]) as [string];
  return net.add('Transpose', [parts], { attributes: { perm: [0, 2, 1, 3] } })[0]!;
}

const keyAndValue = (net: Network, x: string, size: Shape): KeyAndValue => ({
  key: byHead(net, x, size),
  value: byHead(net, x, size),
});

interface Attention {
  readonly mixed: string;
  /** How much of each frame goes into each token. */
  readonly shares: string;
}

function attention(net: Network, size: Shape, { x, key, value }: KeyAndValue & { readonly x: string }): Attention {
  const { state, heads, precision } = size;
  const [scaled] = net.add('Mul', [byHead(net, x, size), scalar(net, 1 / Math.sqrt(state / heads))]) as [string];
  const [turned] = net.add('Transpose', [key], { attributes: { perm: [0, 1, 3, 2] } }) as [string];
  const [scores] = net.add('MatMul', [scaled, turned]) as [string];
  const [shares] = net.add('Softmax', [scores], { attributes: { axis: -1 } }) as [string];
  const [mixed] = net.add('MatMul', [shares, value]) as [string];
  const [back] = net.add('Transpose', [mixed], { attributes: { perm: [0, 2, 1, 3] } }) as [string];
  const [joinedHeads] = net.add('Reshape', [back, shape(net, 0, 0, state)]) as [string];
  return { mixed: linear(net, joinedHeads, { from: state, to: state, precision }), shares };
}
