/** The other side heard faintly in a channel: an echo of the line or a headset's microphone. */

/** A stretch this much quieter than the same stretch of the other channel is taken for its echo (-20 dB). */
const ECHO_RATIO = 0.1;

/**
 * Whether `own` holds only an echo of `other` (same stretch of time). People who talk over each other differ by less
 * than 20 dB; line echo is usually 25 to 40 dB down.
 */
export function isCrosstalk(own: Float32Array, other: Float32Array): boolean {
  return rms(own) < ECHO_RATIO * rms(other);
}

function rms(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
