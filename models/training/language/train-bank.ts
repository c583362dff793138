/** Trains the classifiers of one bank over shared features. */

import type { FeatureGroups } from '#core/language/features/features.ts';
import { CHARS_WEIGHT, createBank, rarityOf } from '#core/language/models/bank.ts';
import { compress } from '#core/language/models/quantise.ts';
import type { Bank, BankParts } from '#core/language/models/bank.ts';

import { trainSvm } from './svm.ts';
import type { SparseRows } from './svm.ts';

/** One training example. `targets` and `importance` have one entry per output; importance 0 leaves the row out. */
export interface BankRow {
  readonly features: FeatureGroups;
  readonly targets: Int8Array;
  readonly importance: Float32Array;
  /** 0-based; rows of one call or one contrast pair share it. */
  readonly fold: number;
  /** True for an altered copy of another row: it adds no features. */
  readonly isCopy?: boolean;
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
  readonly unseenRarity: number;
  readonly options: BankOptions;
}

function countFeatures(rows: readonly BankRow[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { features, isCopy } of rows) {
    if (isCopy) continue;
    for (const hash of features.words) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const hash of features.chars) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

export function prepareBank(rows: readonly BankRow[], options: BankOptions): PreparedBank {
  const counts = countFeatures(rows);
  const rowCount = rows.filter(({ isCopy }) => !isCopy).length;
  const kept = [...counts].filter(([, count]) => count >= options.leastRows).map(([hash]) => hash);
  const keys = Uint32Array.from(kept).sort();
  const rarities = Uint8Array.from(keys, (hash) => rarityOf(rowCount, counts.get(hash)!));
  const unseenRarity = rarityOf(rowCount, 1);
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
        if (column === undefined) {
          squares += unseenRarity ** 2;
          continue;
        }
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
  return { rows, sparse, keys, rarities, unseenRarity, options };
}

/** @param isUsed tells which folds may be learned from @returns a bank as it would be shipped, weights in bytes */
export function trainBank(
  { rows, sparse, keys, rarities, unseenRarity, options }: PreparedBank,
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
  return createBank({
    outputs,
    ...withoutEmptyRows({ keys, rarities, weights: bytes }, width),
    unseenRarity,
    scales,
    biases,
  });
}

type Rows = Pick<BankParts, 'keys' | 'rarities' | 'weights'>;

/**
 * Leaves out features without weight. Those of a fold that was not learned from have none, so that to this bank they are
 * as unseen as the words of a new call.
 */
function withoutEmptyRows({ keys, rarities, weights }: Rows, width: number): Rows {
  const kept: number[] = [];
  for (let row = 0; row < keys.length; row++) {
    if (weights.subarray(row * width, (row + 1) * width).some((weight) => weight !== 0)) kept.push(row);
  }
  const keptWeights = new Int8Array(kept.length * width);
  kept.forEach((row, at) => {
    keptWeights.set(weights.subarray(row * width, (row + 1) * width), at * width);
  });
  return {
    keys: Uint32Array.from(kept, (row) => keys[row]!),
    rarities: Uint8Array.from(kept, (row) => rarities[row]!),
    weights: keptWeights,
  };
}
