/** What the channels of a recording hold: two people apart, one mix twice, or a mix and silence. */

import type { AudioSource } from './audio-source.ts';

/**
 * `mono`: one channel. `separate`: two different ones. `same`: two channels with one content (false stereo).
 * `one-silent`: sound in one of two channels only. `silent`: no sound at all.
 */
export type ChannelLayout = 'mono' | 'separate' | 'same' | 'one-silent' | 'silent';

export interface ChannelAnalysis {
  readonly layout: ChannelLayout;
  /** Channels worth recognising, 0-based: [0], [1] or [0, 1]. */
  readonly channels: readonly number[];
  /** Correlation of the first two channels over what was read, -1..1; null where a channel is silent or missing. */
  readonly correlation: number | null;
}

/** Channels that correlate at least this much hold one content (architecture.md, section 5). */
const SAME_CORRELATION = 0.98;
/** Once this much sound was heard and the channels are clearly different, no more needs to be read. */
const ENOUGH_SOUND_MS = 5000;
const CLEARLY_DIFFERENT = 0.9;
/** A block louder than this (root mean square, -60 dBFS) is sound. */
const SOUND_RMS = 0.001;
/** The work is done in windows of this length; sums per window decide whether it counts as sound. */
const WINDOW_MS = 250;

/**
 * Reads the recording until the answer is sure. Real stereo is known after some seconds of sound from both sides; false
 * stereo needs the whole file, and is paid back because only one channel is recognised then. Only the first two
 * channels of more are looked at.
 */
export async function analyseChannels(source: AudioSource): Promise<ChannelAnalysis> {
  if (source.channels < 2) return { layout: 'mono', channels: [0], correlation: null };
  const window = Math.round((source.sampleRateHz * WINDOW_MS) / 1000);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let loudX = 0;
  let loudY = 0;
  for await (const [left, right] of source.blocks()) {
    for (let start = 0; start < left!.length; start += window) {
      const sums = correlate(left!, right!, [start, Math.min(start + window, left!.length)]);
      const threshold = SOUND_RMS * SOUND_RMS * sums.count;
      if (sums.xx < threshold && sums.yy < threshold) continue;
      xx += sums.xx;
      yy += sums.yy;
      xy += sums.xy;
      if (sums.xx >= threshold) loudX += sums.count;
      if (sums.yy >= threshold) loudY += sums.count;
    }
    const heardMs = (Math.min(loudX, loudY) * 1000) / source.sampleRateHz;
    if (heardMs >= ENOUGH_SOUND_MS && Math.abs(correlationOf(xx, yy, xy)) < CLEARLY_DIFFERENT) break;
  }
  if (loudX === 0 && loudY === 0) return { layout: 'silent', channels: [0], correlation: null };
  if (loudX === 0) return { layout: 'one-silent', channels: [1], correlation: null };
  if (loudY === 0) return { layout: 'one-silent', channels: [0], correlation: null };
  const correlation = correlationOf(xx, yy, xy);
  return Math.abs(correlation) > SAME_CORRELATION
    ? { layout: 'same', channels: [0], correlation }
    : { layout: 'separate', channels: [0, 1], correlation };
}

const correlationOf = (xx: number, yy: number, xy: number): number =>
  xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : 0;

interface Sums {
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
  readonly count: number;
}

/** Sums of squares and products over `[start, end)`, with the mean (a recorder's offset) taken out. */
function correlate(x: Float32Array, y: Float32Array, [start, end]: readonly [number, number]): Sums {
  let sumX = 0;
  let sumY = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = start; i < end; i += 1) {
    const a = x[i]!;
    const b = y[i]!;
    sumX += a;
    sumY += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const count = end - start;
  return {
    xx: xx - (sumX * sumX) / count,
    yy: yy - (sumY * sumY) / count,
    xy: xy - (sumX * sumY) / count,
    count,
  };
}
