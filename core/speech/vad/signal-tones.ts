/**
 * Ringing and the engaged signal: a pure tone of 425 Hz (ITU-T E.180, GOST 28384-89). Beside speech, where voice activity
 * cannot tell them apart, a recognition network reads them as vowels, so they are silenced before it listens.
 */

/** 425 Hz with the tolerance of exchanges (±25 Hz). */
const FREQUENCIES_HZ = Array.from({ length: 11 }, (_, i) => 400 + 5 * i);
const WINDOW_MS = 32;
/** Share of a window's energy in the tone. Held vowels stay below: their overtones take the rest. */
const TONE_SHARE = 0.97;
/** The shortest signal (engaged) lasts 350 ms; vowels are neither that steady nor that long. */
const SHORTEST_WINDOWS = 8;

/** @returns `samples` with the signals silenced; the very same array where there is none */
export function withoutSignalTones(samples: Float32Array, sampleRateHz: number): Float32Array {
  const size = Math.round((WINDOW_MS * sampleRateHz) / 1000);
  const share = createToneShare(size, sampleRateHz);
  const windows = Math.floor(samples.length / size);
  let result = samples;
  for (let from = 0; from < windows;) {
    let to = from;
    while (to < windows && share(samples.subarray(to * size, (to + 1) * size)) >= TONE_SHARE) to += 1;
    if (to - from >= SHORTEST_WINDOWS) {
      if (result === samples) result = samples.slice();
      // The windows at the ends hold the tone in part.
      result.fill(0, Math.max(0, (from - 1) * size), Math.min(samples.length, (to + 1) * size));
    }
    from = to + 1;
  }
  return result;
}

/** Share of a window's energy at the likeliest of the frequencies: 1 for a pure tone. */
function createToneShare(size: number, sampleRateHz: number): (window: Float32Array) => number {
  const waves = FREQUENCIES_HZ.map((hz) => {
    const turn = (2 * Math.PI * hz) / sampleRateHz;
    return {
      cos: Float64Array.from({ length: size }, (_, i) => Math.cos(turn * i)),
      sin: Float64Array.from({ length: size }, (_, i) => Math.sin(turn * i)),
    };
  });
  return (window) => {
    const energy = window.reduce((sum, sample) => sum + sample * sample, 0);
    if (energy === 0) return 0;
    return Math.max(
      ...waves.map(({ cos, sin }) => {
        let re = 0;
        let im = 0;
        for (let i = 0; i < size; i += 1) {
          re += window[i]! * cos[i]!;
          im += window[i]! * sin[i]!;
        }
        return (2 * (re * re + im * im)) / (size * energy);
      }),
    );
  };
}
