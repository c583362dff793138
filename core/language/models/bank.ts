/** A bank: several linear classifiers over one set of features, looked up by hash. */

import type { FeatureGroups } from '../features/features.ts';
import { STEP_VALUES, ZERO_STEP } from './quantise.ts';

/** What a bank is made of; this is also what is stored. */
export interface BankParts {
  readonly outputs: readonly string[];
  /** Feature hashes, ascending. */
  readonly keys: Uint32Array;
  /** How telling a feature is by its rarity, in 64ths; see `rarityOf`. */
  readonly rarities: Uint8Array;
  /** The same for a feature that training has not seen. */
  readonly unseenRarity: number;
  /** Row-major, one row of `outputs.length` per key, as `compress` made them. */
  readonly weights: Int8Array;
  /** The weight that the largest byte stands for, per output. */
  readonly scales: readonly number[];
  readonly biases: readonly number[];
}

export interface Bank extends BankParts {
  /** Open addressing: hash, then rarity in the top 8 bits and position of the key plus one in the others; 0 where free. */
  readonly slots: Uint32Array;
}

/** Letters tell a little less than words; measured by cross-validation. */
export const CHARS_WEIGHT = 0.7;

export const RARITY_STEP = 1 / 64;
const POSITION_MASK = 0xff_ffff;

/** Root of the inverse document frequency; a plain one overrates what occurs twice. @returns 1..255, in 64ths */
export function rarityOf(rows: number, rowsWithFeature: number): number {
  return Math.max(1, Math.min(255, Math.round(Math.sqrt(Math.log((rows + 1) / rowsWithFeature)) / RARITY_STEP)));
}

/** Slots per key at least: a small table stays in the processor's cache, which counts for more than long probes. */
const FREE_SPACE = 1.35;

const spread = (key: number, shift: number): number => Math.imul(key, 0x9e3779b1) >>> shift;

/** Makes the parts searchable. */
export function createBank(parts: BankParts): Bank {
  let bits = 10;
  while (2 ** bits < parts.keys.length * FREE_SPACE) bits++;
  const slots = new Uint32Array(2 ** (bits + 1));
  const mask = 2 ** bits - 1;
  for (let at = 0; at < parts.keys.length; at++) {
    let slot = spread(parts.keys[at]!, 32 - bits);
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
    slots[slot * 2] = parts.keys[at]!;
    slots[slot * 2 + 1] = ((parts.rarities[at]! << 24) | (at + 1)) >>> 0;
  }
  return { ...parts, slots };
}

interface FeatureGroup {
  readonly hashes: Uint32Array;
  readonly weight: number;
}

let entries = new Uint32Array(4096);

/** Room for that many entries, used again and again. */
function entriesOf(count: number): Uint32Array {
  if (entries.length < count) entries = new Uint32Array(count * 2);
  return entries;
}

/** Adds one group of features, scaled to length `weight`. Features that training has not seen only lengthen the rest. */
function addGroup(
  { slots, weights, outputs, unseenRarity }: Bank,
  scores: Float64Array,
  { hashes, weight }: FeatureGroup,
): void {
  const mask = slots.length / 2 - 1;
  const shift = Math.clz32(mask);
  const width = outputs.length;
  // Two passes: the first only waits for memory, and waits for many features at once.
  const found = entriesOf(hashes.length);
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at]!;
    let slot = spread(hash, shift);
    let entry = slots[slot * 2 + 1]!;
    while (entry !== 0 && slots[slot * 2] !== hash) {
      slot = (slot + 1) & mask;
      entry = slots[slot * 2 + 1]!;
    }
    found[at] = entry;
  }
  const sums = new Float64Array(width);
  let squares = 0;
  for (let at = 0; at < hashes.length; at++) {
    const entry = found[at]!;
    if (entry === 0) {
      squares += unseenRarity * unseenRarity;
      continue;
    }
    const rarity = entry >>> 24;
    squares += rarity * rarity;
    const row = ((entry & POSITION_MASK) - 1) * width;
    for (let output = 0; output < width; output++) {
      sums[output]! += STEP_VALUES[weights[row + output]! + ZERO_STEP]! * rarity;
    }
  }
  if (squares === 0) return;
  const scale = weight / Math.sqrt(squares);
  for (let output = 0; output < width; output++) scores[output]! += sums[output]! * scale;
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

/** @returns how rare a feature is, as in `rarityOf`; one that training has not seen counts as rare */
export function rarityOfHash({ slots, unseenRarity }: Bank, hash: number): number {
  const mask = slots.length / 2 - 1;
  let slot = spread(hash, Math.clz32(mask));
  for (let entry = slots[slot * 2 + 1]!; entry !== 0; entry = slots[slot * 2 + 1]!) {
    if (slots[slot * 2] === hash) return entry >>> 24;
    slot = (slot + 1) & mask;
  }
  return unseenRarity;
}
