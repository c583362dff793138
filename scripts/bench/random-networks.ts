/**
 * Speech networks of the real size with random weights: what they say is noise, what they cost is real. Shapes of GigaAM
 * v3 (salute-developers/GigaAM: 16 Conformer layers of 768, 220 million parameters) and of T-one (voicekit-team/T-one:
 * 71 million in chunks of 300 ms; its layers are alike here, and its state is carried along unused).
 */

import { createNetwork, type Network } from '../onnx/onnx-file.ts';
import { floats, linear, norm, scalar, shape, type Precision } from '../onnx/random-layers.ts';

interface Conformer {
  readonly state: number;
  readonly layers: number;
  readonly heads: number;
  readonly kernel: number;
  readonly precision: Precision;
}

/** GigaAM's contract: core/speech/engines/gigaam.ts. */
export function writeGigaam(path: string, precision: Precision): void {
  const net = createNetwork();
  const size: Conformer = { state: 768, layers: 16, heads: 16, kernel: 5, precision };
  const halve = { attributes: { kernel_shape: [5], strides: [2], pads: [2, 2] } };
  let [x] = net.add('Conv', ['features', floats(net, 768, 64, 5)], halve) as [string];
  [x] = net.add('Relu', [x]) as [string];
  [x] = net.add('Conv', [x, floats(net, 768, 768, 5)], halve) as [string];
  [x] = net.add('Relu', [x]) as [string];
  [x] = net.add('Transpose', [x], { attributes: { perm: [0, 2, 1] } }) as [string];
  finish(net, conformer(net, x, size), { size, symbols: 34, output: 'log_probs' });
  net.write(path, {
    inputs: [
      { name: 'features', type: 'float32', dims: [1, 64, 'time'] },
      { name: 'feature_lengths', type: 'int64', dims: [1] },
    ],
    outputs: [{ name: 'log_probs', type: 'float32', dims: [1, 'frames', 34] }],
  });
}

/** T-one's contract: core/speech/engines/t-one.ts. */
export function writeTOne(path: string): void {
  const net = createNetwork();
  const size: Conformer = { state: 384, layers: 20, heads: 8, kernel: 31, precision: 'fp32' };
  let [x] = net.add('Cast', ['signal'], { attributes: { to: 1 } }) as [string];
  [x] = net.add('Mul', [x, scalar(net, 1 / 32_768)]) as [string];
  [x] = net.add('Reshape', [x, shape(net, 1, 1, 2400)]) as [string];
  const frame = { attributes: { kernel_shape: [160], strides: [80], pads: [40, 40] } };
  [x] = net.add('Conv', [x, floats(net, 384, 1, 160)], frame) as [string];
  [x] = net.add('Conv', [x, floats(net, 384, 384, 3)], { attributes: { kernel_shape: [3], strides: [3] } }) as [string];
  [x] = net.add('Transpose', [x], { attributes: { perm: [0, 2, 1] } }) as [string];
  finish(net, conformer(net, x, size), { size, symbols: 35, output: 'logprobs' });
  net.add('Identity', ['state'], { outputs: ['state_next'] });
  net.write(path, {
    inputs: [
      { name: 'signal', type: 'int32', dims: [1, 2400, 1] },
      { name: 'state', type: 'float16', dims: [1, 219_729] },
    ],
    outputs: [
      { name: 'logprobs', type: 'float32', dims: [1, 10, 35] },
      { name: 'state_next', type: 'float16', dims: [1, 219_729] },
    ],
  });
}

function finish(
  net: Network,
  x: string,
  { size, symbols, output }: { readonly size: Conformer; readonly symbols: number; readonly output: string },
): void {
  const logits = linear(net, x, { from: size.state, to: symbols, precision: 'fp32' });
  net.add('LogSoftmax', [logits], { attributes: { axis: 2 }, outputs: [output] });
}

/** Macaron of Gulati et al. 2020: half a feed-forward, attention, convolution, half a feed-forward. */
function conformer(net: Network, input: string, size: Conformer): string {
  const half = scalar(net, 0.5);
  let x = input;
  const addUp = (part: string, weight?: string): void => {
    const [scaled] = weight === undefined ? [part] : net.add('Mul', [part, weight]);
    [x] = net.add('Add', [x, scaled!]) as [string];
  };
  for (let layer = 0; layer < size.layers; layer += 1) {
    addUp(feedForward(net, norm(net, x, size.state), size), half);
    addUp(attention(net, norm(net, x, size.state), size));
    addUp(convolution(net, norm(net, x, size.state), size));
    addUp(feedForward(net, norm(net, x, size.state), size), half);
    x = norm(net, x, size.state);
  }
  return x;
}

function swish(net: Network, x: string): string {
  const [gate] = net.add('Sigmoid', [x]) as [string];
  return net.add('Mul', [x, gate])[0]!;
}

function feedForward(net: Network, x: string, { state, precision }: Conformer): string {
  const wide = swish(net, linear(net, x, { from: state, to: 4 * state, precision }));
  return linear(net, wide, { from: 4 * state, to: state, precision });
}

function attention(net: Network, x: string, { state, heads, precision }: Conformer): string {
  const square = { from: state, to: state, precision };
  const split = shape(net, 0, 0, heads, state / heads);
  const project = (perm: readonly number[]): string => {
    const [parts] = net.add('Reshape', [linear(net, x, square), split]) as [string];
    return net.add('Transpose', [parts], { attributes: { perm } })[0]!;
  };
  const [query, key, value] = [project([0, 2, 1, 3]), project([0, 2, 3, 1]), project([0, 2, 1, 3])];
  const [scores] = net.add('MatMul', [query, key]) as [string];
  const [scaled] = net.add('Mul', [scores, scalar(net, 1 / Math.sqrt(state / heads))]) as [string];
  const [shares] = net.add('Softmax', [scaled], { attributes: { axis: -1 } }) as [string];
  const [mixed] = net.add('MatMul', [shares, value]) as [string];
  const [back] = net.add('Transpose', [mixed], { attributes: { perm: [0, 2, 1, 3] } }) as [string];
  const [joined] = net.add('Reshape', [back, shape(net, 0, 0, state)]) as [string];
  return linear(net, joined, square);
}

function convolution(net: Network, x: string, { state, kernel, precision }: Conformer): string {
  const wide = linear(net, x, { from: state, to: 2 * state, precision });
  const [value, gate] = net.add('Split', [wide], { attributes: { axis: 2 }, outputs: 2 }) as [string, string];
  const [open] = net.add('Sigmoid', [gate]) as [string];
  const [gated] = net.add('Mul', [value, open]) as [string];
  const turn = { attributes: { perm: [0, 2, 1] } };
  const [turned] = net.add('Transpose', [gated], turn) as [string];
  const pad = (kernel - 1) / 2;
  const depthwise = { attributes: { kernel_shape: [kernel], pads: [pad, pad], group: state } };
  const [spread] = net.add('Conv', [turned, floats(net, state, 1, kernel)], depthwise) as [string];
  const [back] = net.add('Transpose', [swish(net, spread)], turn) as [string];
  return linear(net, back, { from: state, to: state, precision });
}
