/** Small ONNX models for tests, written byte by byte (onnx.proto3): names, types and shapes as of the real ones. */

import { writeFileSync } from 'node:fs';

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ints?: Readonly<Record<string, number | readonly number[]>>;
}
export interface OnnxModel {
  /** `null` is a free dimension. */
  readonly inputs: Readonly<Record<string, { type: 'float' | 'int64'; dims: readonly (number | null)[] }>>;
  readonly outputs: Readonly<Record<string, readonly (number | null)[]>>;
  readonly weights: Readonly<Record<string, { dims: readonly number[]; data: Float32Array }>>;
  readonly nodes: readonly OnnxNode[];
}

const FLOAT = 1;
const INT64 = 7;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}
const number = (field: number, value: number): Buffer => Buffer.concat([varint(field << 3), varint(value)]);
const bytes = (field: number, value: Buffer | string): Buffer => {
  const content = Buffer.from(value);
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
};

const attribute = (name: string, value: number | readonly number[]): Buffer =>
  typeof value === 'number'
    ? Buffer.concat([bytes(1, name), number(3, value), number(20, 2)])
    : Buffer.concat([bytes(1, name), ...value.map((one) => number(8, one)), number(20, 7)]);
const node = ({ op, inputs, outputs, ints = {} }: OnnxNode): Buffer =>
  Buffer.concat([
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, op),
    ...Object.entries(ints).map(([name, value]) => bytes(5, attribute(name, value))),
  ]);
const valueInfo = (name: string, type: number, dims: readonly (number | null)[]): Buffer => {
  const shape = dims.map((dim, i) => bytes(1, dim === null ? bytes(2, `${name}_${i}`) : number(1, dim)));
  const tensor = Buffer.concat([number(1, type), bytes(2, Buffer.concat(shape))]);
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, tensor))]);
};
const weight = (name: string, { dims, data }: { dims: readonly number[]; data: Float32Array }): Buffer =>
  Buffer.concat([
    ...dims.map((dim) => number(1, dim)),
    number(2, FLOAT),
    bytes(8, name),
    bytes(9, Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  ]);

/** Opset 13, IR 7. @returns the path */
export function writeOnnx(path: string, model: OnnxModel): string {
  const graph = Buffer.concat([
    ...model.nodes.map((one) => bytes(1, node(one))),
    bytes(2, 'stand-in'),
    ...Object.entries(model.weights).map(([name, value]) => bytes(5, weight(name, value))),
    ...Object.entries(model.inputs).map(([name, { type, dims }]) =>
      bytes(11, valueInfo(name, type === 'float' ? FLOAT : INT64, dims)),
    ),
    ...Object.entries(model.outputs).map(([name, dims]) => bytes(12, valueInfo(name, FLOAT, dims))),
  ]);
  const opset = Buffer.concat([bytes(1, ''), number(2, 13)]);
  writeFileSync(path, Buffer.concat([number(1, 7), bytes(7, graph), bytes(8, opset)]));
  return path;
}
