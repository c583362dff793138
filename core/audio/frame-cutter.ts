/** Cuts the frames out of a stream that has nothing but frames, each with its own head: MP3 and bare AAC. */

/** @returns the whole frames that have become complete, views of the bytes where possible */
export type FrameCutter = (piece: Uint8Array) => Uint8Array[];

/**
 * Bytes between frames are dropped: damage, tags, frames of other streams.
 * @param frameBytes length of the frame whose head stands at `offset`, 0 where none of this stream stands
 * @param headBytes how much of a head `frameBytes` wants to see
 */
export function createFrameCutter(
  frameBytes: (bytes: Uint8Array, offset: number) => number,
  headBytes: number,
): FrameCutter {
  let rest: Uint8Array = new Uint8Array(0);
  return (piece) => {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const frames: Uint8Array[] = [];
    let offset = 0;
    while (offset + headBytes <= bytes.length) {
      const length = frameBytes(bytes, offset);
      if (length === 0) {
        // All heads start with a byte of ones.
        const next = bytes.indexOf(0xff, offset + 1);
        offset = next === -1 ? bytes.length : next;
        continue;
      }
      if (offset + length > bytes.length) break;
      frames.push(bytes.subarray(offset, offset + length));
      offset += length;
    }
    // A copy, so that the piece that it was cut from can be freed.
    rest = Uint8Array.from(bytes.subarray(offset));
    return frames;
  };
}
