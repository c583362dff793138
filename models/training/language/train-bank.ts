/** Trains the classifiers of one bank over shared features. */

import type { FeatureGroups } from '#core/language/features/features.ts';
import { CHARS_WEIGHT, createBank } from '#core/language/models/bank.ts';
import type { Bank } from '#core/language/models/bank.ts';

import { trainSvm } from './svm.ts';
import type { SparseRows } from './svm.ts';

/** One training example. `targets` and `importance` have one entry per output; importance 0 leaves the row out. */
export interface BankRow {
  readonly features: FeatureGroups;
  readonly targets: Int8Array;
  readonly importance: Float32Array;
  /** 0-based; rows of one call or one contrast pair share it. */
  readonly fold: number;
}

export interface BankOptions {
  readonly outputs: readonly string[];
  readonly cost: number;
  readonly passes: number;
  /** A feature must occur in that many rows. */
  readonly leastRows: number;
}

/** Rows with features as columns, ready to be trained on any choice of folds. */
export interface PreparedBank {
  readonly rows: readonly BankRow[];
  readonly sparse: SparseRows;
  readonly keys: Uint32Array;
  readonly options: BankOptions;
}

function countFeatures(rows: readonly BankRow[], leastRows: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { features } of rows) {
    for (const hash of features.words) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const hash of features.chars) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= leastRows).map(([hash]) => hash);
  kept.sort((a, b) => a - b);
  return new Map(kept.map((hash, column) => [hash, column]));
}

export function prepareBank(rows: readonly BankRow[], options: BankOptions): PreparedBank {
  const columnOf = countFeatures(rows, options.leastRows);
  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  rows.forEach(({ features }, at) => {
    for (const [hashes, weight] of [
      [features.words, 1],
      [features.chars, CHARS_WEIGHT],
    ] as const) {
      const value = weight / Math.sqrt(Math.max(1, hashes.length));
      for (const hash of hashes) {
        const column = columnOf.get(hash);
        if (column === undefined) continue;
        columns.push(column);
        values.push(value);
      }
    }
    starts[at + 1] = columns.length;
  });
  const sparse = { starts, columns: Int32Array.from(columns), values: Float32Array.from(values), width: columnOf.size };
  return { rows, sparse, keys: Uint32Array.from(columnOf.keys()), options };
}

/** @param isUsed tells which folds may be learned from */
export function trainBank({ rows, sparse, keys, options }: PreparedBank, isUsed: (fold: number) => boolean): Bank {
  const width = options.outputs.length;
  const weights = new Float32Array(keys.length * width);
  const biases = new Float32Array(width);
  options.outputs.forEach((_, output) => {
    const targets = Int8Array.from(rows, (row) => row.targets[output]!);
    const importance = Float32Array.from(rows, (row) => (isUsed(row.fold) ? row.importance[output]! : 0));
    const model = trainSvm(
      sparse,
      { targets, importance },
      { cost: options.cost, passes: options.passes, seed: 7 + output },
    );
    biases[output] = model.bias;
    for (let column = 0; column < keys.length; column++) weights[column * width + output] = model.weights[column]!;
  });
  return createBank({ outputs: options.outputs, keys, weights, scales: new Float32Array(width).fill(1), biases });
}

/** Weights as signed bytes with one scale per output; features that carry nothing are dropped. */
export function quantiseBank(bank: Bank): Bank {
  const width = bank.outputs.length;
  const scales = new Float32Array(width);
  for (let at = 0; at < bank.weights.length; at++) {
    scales[at % width] = Math.max(scales[at % width]!, Math.abs(bank.weights[at]!) / 127);
  }
  const keys: number[] = [];
  const bytes: number[] = [];
  for (let row = 0; row < bank.keys.length; row++) {
    const values = Array.from({ length: width }, (_, output) => {
      const scale = scales[output]!;
      return scale === 0 ? 0 : Math.round(bank.weights[row * width + output]! / scale);
    });
    if (values.every((value) => value === 0)) continue;
    keys.push(bank.keys[row]!);
    for (const value of values) bytes.push(value);
  }
  return createBank({ ...bank, keys: Uint32Array.from(keys), weights: Int8Array.from(bytes), scales });
}
