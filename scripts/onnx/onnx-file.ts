/** Writes ONNX files with random weights: the few fields of the format (onnx.proto) that such a network needs. */

import { closeSync, openSync, writeSync } from 'node:fs';

/** `TensorProto.DataType`. */
export const ELEMENT = { float32: 1, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10 } as const;

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
  /**
   * One of two networks, as `condition` says; both see what was added before. Each ends in as many values as `outputs`
   * has names, float32 all of them.
   */
  choose(
    condition: string,
    branches: { readonly whenTrue: () => readonly string[]; readonly whenFalse: () => readonly string[] },
    outputs: readonly string[],
  ): void;
  /** @returns its name */
  weights(weights: Omit<Weights, 'name'>): string;
  write(path: string, ports: { readonly inputs: readonly Tensor[]; readonly outputs: readonly Tensor[] }): void;
}

interface NodeNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
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
const GRAPH = 5;
const INTS = 7;

export function createNetwork(): Network {
  let nodes: Pieces[] = [];
  const initializers: Pieces[] = [];
  let count = 0;
  const fresh = (): string => `v${(count += 1)}`;
  const addNode = (op: string, names: NodeNames, attributes: readonly Pieces[]): void => {
    nodes.push([
      ...names.inputs.flatMap((name) => text(1, name)),
      ...names.outputs.flatMap((name) => text(2, name)),
      ...text(4, op),
      ...attributes.flatMap((attribute) => message(5, attribute)),
    ]);
  };
  /** What `build` adds, as a graph of its own. */
  const branch = (build: () => readonly string[]): Pieces => {
    const outer = nodes;
    nodes = [];
    const outputs = build().flatMap((name) => message(12, valueInfo({ name, type: 'float32' })));
    const graph = [...nodes.flatMap((node) => message(1, node)), ...text(2, fresh()), ...outputs];
    nodes = outer;
    return graph;
  };
  return {
    add(op, inputs, { attributes = {}, outputs = 1 } = {}) {
      const names = typeof outputs === 'number' ? Array.from({ length: outputs }, fresh) : [...outputs];
      const written = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
      addNode(op, { inputs, outputs: names }, written);
      return names;
    },
    choose(condition, { whenTrue, whenFalse }, outputs) {
      const graphs = [
        graphAttribute('then_branch', branch(whenTrue)),
        graphAttribute('else_branch', branch(whenFalse)),
      ];
      addNode('If', { inputs: [condition], outputs }, graphs);
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

const graphAttribute = (name: string, graph: Pieces): Pieces => [
  ...text(1, name),
  ...message(6, graph),
  ...int(20, GRAPH),
];

/** Without dimensions the runtime finds them out. */
function valueInfo({ name, type, dims }: Omit<Tensor, 'dims'> & Partial<Pick<Tensor, 'dims'>>): Pieces {
  const sizes = dims?.flatMap((dim) => message(1, typeof dim === 'number' ? int(1, dim) : text(2, dim)));
  const shape = sizes === undefined ? [] : message(2, sizes);
  return [...text(1, name), ...message(2, message(1, [...int(1, ELEMENT[type]), ...shape]))];
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
