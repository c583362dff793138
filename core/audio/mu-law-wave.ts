/** Small WAV files that every browser plays: mu-law at telephone rate, a byte a sample. */

const HEADER_BYTES = 44;
/** `wFormatTag` of mu-law in WAV. */
const MU_LAW_TAG = 7;
/** ITU-T G.711: added before the logarithm, and the largest value that fits after it. */
const BIAS = 0x84;
const CLIP = 0x7f7b;

/** @param samples one channel, -1..1 @returns a whole WAV file */
export function encodeMuLawWave(samples: Float32Array, sampleRateHz: number): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + samples.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(MU_LAW_TAG, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRateHz, 24);
  file.writeUInt32LE(sampleRateHz, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length, 40);
  for (const [index, sample] of samples.entries()) file[HEADER_BYTES + index] = muLawByte(Math.round(sample * 0x7fff));
  return file;
}

/** ITU-T G.711: sign, three bits of exponent, four of mantissa, all inverted. */
function muLawByte(value: number): number {
  const magnitude = Math.min(Math.abs(value), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((value < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}
