/** The recent samples of one channel, addressed by their position in the recording. */

export interface ChannelBuffer {
  /** Position behind the last sample. */
  readonly end: number;
  append(samples: Float32Array): void;
  /** A copy of `[start, end)`; positions outside of what is kept are silence. */
  read(start: number, end: number): Float32Array;
  /** Fills `target` with the samples from `start` on; no memory is taken, for the many short windows of a recording. */
  readInto(target: Float32Array, start: number): void;
  /** Frees samples before `position`. */
  dropBefore(position: number): void;
}

/** Freed space is only given back in steps of this size, so that dropping stays cheap. */
const STEP = 65_536;

export function createChannelBuffer(): ChannelBuffer {
  let samples = new Float32Array(4 * STEP);
  let start = 0;
  let length = 0;
  const readInto = (target: Float32Array, from: number): void => {
    const first = Math.max(from, start);
    const last = Math.min(from + target.length, start + length);
    if (first > from || last < from + target.length) target.fill(0);
    if (first < last) target.set(samples.subarray(first - start, last - start), first - from);
  };
  return {
    get end() {
      return start + length;
    },
    append(added) {
      if (length + added.length > samples.length) {
        const larger = new Float32Array(Math.ceil((length + added.length) / STEP + 2) * STEP);
        larger.set(samples.subarray(0, length));
        samples = larger;
      }
      samples.set(added, length);
      length += added.length;
    },
    read(from, to) {
      const result = new Float32Array(to - from);
      readInto(result, from);
      return result;
    },
    readInto,
    dropBefore(position) {
      const drop = Math.min(position - start, length);
      if (drop < STEP) return;
      samples.copyWithin(0, drop, length);
      start += drop;
      length -= drop;
    },
  };
}
