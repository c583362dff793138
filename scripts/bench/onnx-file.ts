/** Writes ONNX files with random weights: the few fields of the format (onnx.proto) that such a network needs. */

import { closeSync, openSync, writeSync } from 'node:fs';

/** `TensorProto.DataType`. */
export const ELEMENT = { float32: 1, int8: 3, int32: 6, int64: 7, float16: 10 } as const;

export interface Tensor {
  readonly name: string;
  readonly type: keyof typeof ELEMENT;
  /** Text for a dimension that varies. */
  readonly dims: readonly (number | string)[];
}

export interface Weights extends Tensor {
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

type Attribute = number | readonly number[];

export interface Network {
  /** Adds an operation. @returns the names of its outputs */
  add(op: string, inputs: readonly string[], options?: NodeOptions): string[];
  /** @returns its name */
  weights(weights: Omit<Weights, 'name'>): string;
  write(path: string, ports: { readonly inputs: readonly Tensor[]; readonly outputs: readonly Tensor[] }): void;
}

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly outputs?: readonly string[] | number;
}

/** A message as pieces: weights are views of one pool and are never copied. */
type Pieces = readonly Uint8Array[];

const OPSET = 17;
const IR_VERSION = 8;
/** `AttributeProto.AttributeType`. */
const INT = 2;
const INTS = 7;

export function createNetwork(): Network {
  const nodes: Pieces[] = [];
  const initializers: Pieces[] = [];
  let count = 0;
  const fresh = (): string => `v${(count += 1)}`;
  return {
    add(op, inputs, { attributes = {}, outputs = 1 } = {}) {
      const names = typeof outputs === 'number' ? Array.from({ length: outputs }, fresh) : [...outputs];
      nodes.push([
        ...inputs.flatMap((name) => text(1, name)),
        ...names.flatMap((name) => text(2, name)),
        ...text(4, op),
        ...Object.entries(attributes).flatMap(([name, value]) => message(5, attributeOf(name, value))),
      ]);
      return names;
    },
    weights({ type, dims, data }) {
      const name = fresh();
      const sizes = dims.flatMap((dim) => int(1, dim));
      initializers.push([...sizes, ...int(2, ELEMENT[type]), ...text(8, name), ...bytes(9, [data])]);
      return name;
    },
    write(path, { inputs, outputs }) {
      const graph = [
        ...nodes.flatMap((node) => message(1, node)),
        ...text(2, 'random'),
        ...initializers.flatMap((tensor) => message(5, tensor)),
        ...inputs.flatMap((tensor) => message(11, valueInfo(tensor))),
        ...outputs.flatMap((tensor) => message(12, valueInfo(tensor))),
      ];
      const file = openSync(path, 'w');
      try {
        const model = [...int(1, IR_VERSION), ...message(8, int(2, OPSET)), ...message(7, graph)];
        for (const piece of model) writeSync(file, piece);
      } finally {
        closeSync(file);
      }
    },
  };
}

function attributeOf(name: string, value: Attribute): Pieces {
  if (typeof value === 'number') return [...text(1, name), ...int(3, value), ...int(20, INT)];
  return [...text(1, name), ...value.flatMap((one) => int(8, one)), ...int(20, INTS)];
}

function valueInfo({ name, type, dims }: Tensor): Pieces {
  const shape = dims.flatMap((dim) => message(1, typeof dim === 'number' ? int(1, dim) : text(2, dim)));
  return [...text(1, name), ...message(2, message(1, [...int(1, ELEMENT[type]), ...message(2, shape)]))];
}

const text = (field: number, value: string): Pieces => bytes(field, [Buffer.from(value)]);
const message = (field: number, pieces: Pieces): Pieces => bytes(field, pieces);
const int = (field: number, value: number): Pieces => [varint(field * 8), varint(value)];

function bytes(field: number, pieces: Pieces): Pieces {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [varint(field * 8 + 2), varint(length), ...pieces];
}

/** Negative numbers take ten bytes, as protobuf wants. */
function varint(value: number): Uint8Array {
  const result: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    result.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Uint8Array.from([...result, Number(rest)]);
}
