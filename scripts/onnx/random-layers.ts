/** Layers with random weights, which networks of the real size are put together from. */

import type { Network } from './onnx-file.ts';

export type Precision = 'fp32' | 'int8';

/** As many as the largest weights have: the tokens of Whisper small. */
const POOL_SIZE = 51_865 * 768;
const SPREAD = 0.02;

const POOL = (() => {
  const values = new Float32Array(POOL_SIZE);
  let seed = 7;
  for (let i = 0; i < values.length; i += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    values[i] = SPREAD * 2 * (seed / 2 ** 32 - 0.5);
  }
  return new Uint8Array(values.buffer);
})();
/** Signed bytes; the random float's bytes will not do: half of them are alike. */
const POOL_INT8 = (() => {
  const bytes = new Uint8Array(POOL_SIZE);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.imul(i, 2_654_435_761) >>> 24;
  return bytes;
})();

export const floats = (net: Network, ...dims: number[]): string =>
  net.weights({ type: 'float32', dims, data: POOL.subarray(0, 4 * dims.reduce((a, b) => a * b, 1)) });

export const scalar = (net: Network, value: number): string =>
  net.weights({ type: 'float32', dims: [], data: new Uint8Array(Float32Array.of(value).buffer) });

export const shape = (net: Network, ...dims: number[]): string =>
  net.weights({ type: 'int64', dims: [dims.length], data: new Uint8Array(BigInt64Array.from(dims, BigInt).buffer) });

export function norm(net: Network, x: string, state: number): string {
  const gain = net.weights({ type: 'float32', dims: [state], data: ones(state) });
  return net.add('LayerNormalization', [x, gain, floats(net, state)], { attributes: { axis: -1 } })[0]!;
}

const ones = (count: number): Uint8Array => new Uint8Array(new Float32Array(count).fill(1).buffer);

export interface Linear {
  readonly from: number;
  readonly to: number;
  readonly precision: Precision;
}

/** int8 as onnxruntime's dynamic quantisation writes it. */
export function linear(net: Network, x: string, { from, to, precision }: Linear): string {
  let product: string;
  if (precision === 'fp32') [product] = net.add('MatMul', [x, floats(net, from, to)]) as [string];
  else {
    const [quantised, scale, zero] = net.add('DynamicQuantizeLinear', [x], { outputs: 3 }) as [string, string, string];
    const weights = net.weights({ type: 'int8', dims: [from, to], data: POOL_INT8.subarray(0, from * to) });
    const [sums] = net.add('MatMulInteger', [quantised, weights, zero]) as [string];
    const [cast] = net.add('Cast', [sums], { attributes: { to: 1 } }) as [string];
    const [factor] = net.add('Mul', [scale, scalar(net, SPREAD / 127)]) as [string];
    [product] = net.add('Mul', [cast, factor]) as [string];
  }
  return net.add('Add', [product, floats(net, to)])[0]!;
}
