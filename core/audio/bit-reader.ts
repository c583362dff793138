/** Reads numbers of any width from bytes, most significant bit first. */

/** Thrown where the bytes end within what is read: more of them may help. */
export class OutOfBytes extends Error {}

export interface BitReader {
  /** Up to 53 bits, unsigned. */
  bits(width: number): number;
  /** Two's complement. */
  signed(width: number): number;
  /** Zeros before the next one; the one is taken too. */
  zeros(): number;
  /** Skips to the next whole byte. */
  align(): void;
  /** Of the current byte; whole after `align`. */
  readonly position: number;
}

/** Throws `OutOfBytes` from every method that finds too few. */
export function createBitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start;
  /** Bits of the current byte that are taken already. */
  let taken = 0;
  const bits = (width: number): number => {
    let value = 0;
    for (let left = width; left > 0;) {
      if (at >= bytes.length) throw new OutOfBytes();
      const take = Math.min(8 - taken, left);
      const part = (bytes[at]! >> (8 - taken - take)) & ((1 << take) - 1);
      value = value * 2 ** take + part;
      left -= take;
      taken += take;
      if (taken === 8) [at, taken] = [at + 1, 0];
    }
    return value;
  };
  return {
    bits,
    signed(width) {
      const value = bits(width);
      return width > 0 && value >= 2 ** (width - 1) ? value - 2 ** width : value;
    },
    zeros() {
      let count = 0;
      for (;;) {
        if (at >= bytes.length) throw new OutOfBytes();
        const rest = (bytes[at]! << taken) & 0xff;
        if (rest !== 0) {
          const zeros = Math.clz32(rest) - 24;
          taken += zeros + 1;
          if (taken === 8) [at, taken] = [at + 1, 0];
          return count + zeros;
        }
        count += 8 - taken;
        at += 1;
        taken = 0;
      }
    },
    align() {
      if (taken > 0) [at, taken] = [at + 1, 0];
    },
    get position() {
      return at;
    },
  };
}
