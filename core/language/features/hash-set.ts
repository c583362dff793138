/** Collects hashes without repeats. Reused for every text, because a fresh `Set` of 300 numbers costs more than the rest. */

const SIZE = 1 << 16;
const MASK = SIZE - 1;

export interface HashSet {
  /** Starts anew. */
  clear(): void;
  add(hash: number): void;
  /** What was added since `clear`, in order. */
  values(): Uint32Array;
}

/** @returns a set for at most 60,000 hashes between two `clear`; more are left out */
export function createHashSet(): HashSet {
  const slots = new Uint32Array(SIZE);
  const rounds = new Uint32Array(SIZE);
  const list = new Uint32Array(SIZE - 4096);
  let round = 0;
  let count = 0;
  return {
    clear: () => {
      round++;
      count = 0;
    },
    add: (hash) => {
      if (count >= list.length) return;
      let slot = Math.imul(hash, 0x9e3779b1) >>> 16;
      while (rounds[slot] === round) {
        if (slots[slot] === hash) return;
        slot = (slot + 1) & MASK;
      }
      rounds[slot] = round;
      slots[slot] = hash;
      list[count++] = hash;
    },
    values: () => list.slice(0, count),
  };
}
