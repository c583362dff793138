/** A bank: several linear classifiers over one set of features, looked up by hash. */

import type { FeatureGroups } from '../features/features.ts';

/** What a bank is made of. `weights` is row-major, one row of `outputs.length` per key; value x scale of its output. */
export interface BankParts {
  readonly outputs: readonly string[];
  readonly keys: Uint32Array;
  readonly weights: Float32Array | Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

export interface Bank extends BankParts {
  /** Open addressing: position of a key plus one, 0 where free. */
  readonly slots: Int32Array;
  readonly mask: number;
}

/** Letters tell a little less than words; measured by cross-validation. */
export const CHARS_WEIGHT = 0.7;

const spread = (key: number): number => Math.imul(key, 0x9e3779b1) >>> 0;

/** Makes the parts searchable. */
export function createBank(parts: BankParts): Bank {
  let size = 1024;
  while (size < parts.keys.length * 2) size *= 2;
  const slots = new Int32Array(size);
  const mask = size - 1;
  for (let at = 0; at < parts.keys.length; at++) {
    let slot = spread(parts.keys[at]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = at + 1;
  }
  return { ...parts, slots, mask };
}

interface FeatureGroup {
  readonly hashes: readonly number[];
  readonly weight: number;
}

function addGroup(bank: Bank, scores: Float64Array, { hashes, weight }: FeatureGroup): void {
  if (hashes.length === 0) return;
  const { slots, mask, keys, weights } = bank;
  const width = scores.length;
  const value = weight / Math.sqrt(hashes.length);
  for (const hash of hashes) {
    let slot = spread(hash) & mask;
    let place = slots[slot]!;
    while (place !== 0 && keys[place - 1] !== hash) {
      slot = (slot + 1) & mask;
      place = slots[slot]!;
    }
    if (place === 0) continue;
    const row = (place - 1) * width;
    for (let output = 0; output < width; output++) scores[output]! += weights[row + output]! * value;
  }
}

/** @returns one margin per output of the bank; about -1 for a clear no, +1 for a clear yes */
export function scoreBank(bank: Bank, features: FeatureGroups): Float64Array {
  const scores = new Float64Array(bank.outputs.length);
  addGroup(bank, scores, { hashes: features.words, weight: 1 });
  addGroup(bank, scores, { hashes: features.chars, weight: CHARS_WEIGHT });
  for (let output = 0; output < scores.length; output++) {
    scores[output] = scores[output]! * bank.scales[output]! + bank.biases[output]!;
  }
  return scores;
}
