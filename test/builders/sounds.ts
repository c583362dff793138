/** Sounds of the telephone, 8 kHz. */

import type { SpeechAudio } from '#core/speech/index.ts';
import { sine } from './audio.ts';

export const RATE = 8000;

export const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * RATE));

/** Some tones at once, each with `amplitude`. */
export function tones(hz: readonly number[], seconds: number, amplitude: number): Float32Array {
  const samples = Math.round(seconds * RATE);
  const all = hz.map((one) => sine({ hz: one, rateHz: RATE, samples, amplitude }));
  return Float32Array.from({ length: samples }, (_, i) => all.reduce((sum, tone) => sum + tone[i]!, 0));
}

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Audio from whole channels, in blocks that fit nothing. */
export const audioOf = (...channels: readonly Float32Array[]): SpeechAudio => ({
  channels: channels.length,
  async *blocks() {
    for (let at = 0; at < channels[0]!.length; at += 3001) {
      yield await Promise.resolve(channels.map((samples) => samples.subarray(at, at + 3001)));
    }
  },
});
