/** Trains the classifiers of one bank over shared features. */

import type { FeatureGroups } from '#core/language/features/features.ts';
import { CHARS_WEIGHT, createBank, rarityOf } from '#core/language/models/bank.ts';
import { compress } from '#core/language/models/quantise.ts';
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
  readonly rarities: Uint8Array;
  readonly options: BankOptions;
}

function countFeatures(rows: readonly BankRow[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { features } of rows) {
    for (const hash of features.words) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const hash of features.chars) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

export function prepareBank(rows: readonly BankRow[], options: BankOptions): PreparedBank {
  const counts = countFeatures(rows);
  const kept = [...counts].filter(([, count]) => count >= options.leastRows).map(([hash]) => hash);
  const keys = Uint32Array.from(kept).sort();
  const rarities = Uint8Array.from(keys, (hash) => rarityOf(rows.length, counts.get(hash)!));
  const columnOf = new Map(Array.from(keys, (hash, column) => [hash, column]));
  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  rows.forEach(({ features }, at) => {
    for (const [hashes, weight] of [
      [features.words, 1],
      [features.chars, CHARS_WEIGHT],
    ] as const) {
      const first = columns.length;
      let squares = 0;
      for (const hash of hashes) {
        const column = columnOf.get(hash);
        if (column === undefined) continue;
        columns.push(column);
        squares += rarities[column]! ** 2;
      }
      for (let place = first; place < columns.length; place++) {
        values.push((weight * rarities[columns[place]!]!) / Math.sqrt(squares));
      }
    }
    starts[at + 1] = columns.length;
  });
  const sparse = { starts, columns: Int32Array.from(columns), values: Float32Array.from(values), width: keys.length };
  return { rows, sparse, keys, rarities, options };
}

/** @param isUsed tells which folds may be learned from @returns a bank as it would be shipped, weights in bytes */
export function trainBank(
  { rows, sparse, keys, rarities, options }: PreparedBank,
  isUsed: (fold: number) => boolean,
): Bank {
  const { outputs, cost, passes } = options;
  const width = outputs.length;
  const weights = new Float32Array(keys.length * width);
  const biases = outputs.map((_, output) => {
    const targets = Int8Array.from(rows, (row) => row.targets[output]!);
    const importance = Float32Array.from(rows, (row) => (isUsed(row.fold) ? row.importance[output]! : 0));
    const model = trainSvm(sparse, { targets, importance }, { cost, passes, seed: 7 + output });
    for (let column = 0; column < keys.length; column++) weights[column * width + output] = model.weights[column]!;
    return Number(model.bias.toPrecision(9));
  });
  const { bytes, scales } = compress(weights, width);
  return createBank({ outputs, keys, rarities, weights: bytes, scales, biases });
}
