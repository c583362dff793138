/** The only door to onnxruntime: opens models, runs them on plain typed arrays, closes them. */

import { basename } from 'node:path';

import { InferenceSession, Tensor } from 'onnxruntime-node';

import { AppError } from '#core/errors.ts';
import type { Device } from './devices.ts';
import { verifiedModel, type ModelFile } from './model-file.ts';

/** A tensor as plain data. `float16` values are passed as their 16-bit patterns. */
export type TensorData =
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
  | { readonly type: 'int32'; readonly data: Int32Array; readonly dims: readonly number[] }
  | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }
  | { readonly type: 'float16'; readonly data: Uint16Array; readonly dims: readonly number[] }
  /** A byte for each: 0 or 1. */
  | { readonly type: 'bool'; readonly data: Uint8Array; readonly dims: readonly number[] };

/** An open model. */
export interface ModelSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /**
   * Runs the model once.
   *
   * @param outputs names of what is wanted; all by default
   * Throws `model.corrupt` when inputs and model do not fit each other.
   */
  run(inputs: Readonly<Record<string, TensorData>>, outputs?: readonly string[]): Promise<Record<string, TensorData>>;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Threads inside one operation, 1 or more. Small models run fastest with 1. */
  readonly threads: number;
  /** Must have been tried on this computer: a bad driver ends the process. Default: the processor. */
  readonly device?: Device | undefined;
}

/**
 * Verifies the file against its checksum and loads it, small ones from the very bytes that were checked. Throws
 * `model.missing` and `model.corrupt` (also when the file is intact but no model that this runtime understands).
 */
export async function openSession(file: ModelFile, { threads, device = 'cpu' }: SessionOptions): Promise<ModelSession> {
  const model = await verifiedModel(file);
  const name = basename(file.path);
  const options: InferenceSession.SessionOptions = {
    // The processor does what the device cannot; named here, it would silently replace a device that is not there.
    executionProviders: [device],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Pieces differ in length: patterns and arenas would keep the memory of the longest of all kinds.
    enableMemPattern: false,
    enableCpuMemArena: false,
    logSeverityLevel: 3,
  };
  // The two overloads of `create` do not take "one or the other".
  const opening =
    typeof model === 'string' ? InferenceSession.create(model, options) : InferenceSession.create(model, options);
  const session = await opening.catch((error: unknown) => {
    throw new AppError('model.corrupt', { file: name, reason: 'not loadable' }, { cause: error });
  });
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs, wanted = session.outputNames) {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, toTensor(input)]));
      const outputs = await session.run(feeds, wanted).catch((error: unknown) => {
        throw new AppError('model.corrupt', { file: name, reason: 'does not run' }, { cause: error });
      });
      return Object.fromEntries(Object.entries(outputs).map(([key, output]) => [key, fromTensor(output, name)]));
    },
    close: () => session.release(),
  };
}

function toTensor(input: TensorData): Tensor {
  if (input.type !== 'float16') return new Tensor(input.type, input.data, input.dims);
  // Where Float16Array exists (Node 24) the constructor refuses 16-bit patterns: onnxruntime issue 26791.
  return Object.assign(new Tensor('float16', input.data, input.dims), { cpuData: input.data });
}

function fromTensor(output: Tensor, file: string): TensorData {
  const { data, dims } = output;
  if (data instanceof Float32Array) return { type: 'float32', data, dims };
  if (data instanceof Int32Array) return { type: 'int32', data, dims };
  if (data instanceof BigInt64Array) return { type: 'int64', data, dims };
  if (output.type === 'float16' && ArrayBuffer.isView(data)) {
    return { type: 'float16', data: new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2), dims };
  }
  throw new AppError('model.corrupt', { file, reason: `output type ${output.type}` });
}
