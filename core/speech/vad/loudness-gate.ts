/**
 * Sound that stands clearly above the noise of its channel. The speech network misses some voices (very even ones, bad
 * lines); what it misses is still loud. Such stretches are recognised too, and kept only when the engine is sure of them.
 */

/** A window must be this much above the noise floor ... */
const ABOVE_FLOOR_DB = 15;
/** ... and at least this loud. */
const QUIETEST_DBFS = -48;
/** Floors below are digital silence. */
const LOWEST_FLOOR_DBFS = -65;
/** The floor is the quietest window of the recent past: speech pauses for breath within this time. */
const MEMORY_WINDOWS = 190;

/** @returns a function that takes the mean square of each 32 ms window in order and says whether it is loud */
export function createLoudnessGate(): (meanSquare: number) => boolean {
  const recent = new Float32Array(MEMORY_WINDOWS).fill(Infinity);
  let at = 0;
  return (meanSquare) => {
    const level = 10 * Math.log10(meanSquare + 1e-12);
    recent[at] = level;
    at = (at + 1) % MEMORY_WINDOWS;
    const floor = Math.max(
      LOWEST_FLOOR_DBFS,
      recent.reduce((lowest, value) => Math.min(lowest, value)),
    );
    return level > Math.max(QUIETEST_DBFS, floor + ABOVE_FLOOR_DB);
  };
}
