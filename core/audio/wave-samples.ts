/** Stored WAV samples to float32 in -1..1. 16-bit values come out as x / 32768 and can be taken back exactly. */

import type { WaveHeader } from './wave-header.ts';

/** ITU-T G.711 A-law byte to a 16-bit value. */
function aLawValue(byte: number): number {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return code & 0x80 ? magnitude : -magnitude;
}

/** ITU-T G.711 mu-law byte to a 16-bit value. */
function muLawValue(byte: number): number {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return code & 0x80 ? -magnitude : magnitude;
}

const table = (value: (byte: number) => number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, byte) => value(byte) / 32_768);
const A_LAW = table(aLawValue);
const MU_LAW = table(muLawValue);
const UNSIGNED_8 = table((byte) => (byte - 128) * 256);

/** Reads the sample at a byte offset. */
type SampleReader = (view: DataView, offset: number) => number;

const finite = (value: number): number => (Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0);

function sampleReader(header: WaveHeader): SampleReader {
  if (header.codec === 'a-law') return (view, offset) => A_LAW[view.getUint8(offset)]!;
  if (header.codec === 'mu-law') return (view, offset) => MU_LAW[view.getUint8(offset)]!;
  if (header.codec === 'float') {
    return header.bitsPerSample === 64
      ? (view, offset) => finite(view.getFloat64(offset, true))
      : (view, offset) => finite(view.getFloat32(offset, true));
  }
  switch (header.bitsPerSample) {
    case 8:
      return (view, offset) => UNSIGNED_8[view.getUint8(offset)]!;
    case 16:
      return (view, offset) => view.getInt16(offset, true) / 32_768;
    case 24:
      return (view, offset) => (view.getUint16(offset, true) + view.getInt8(offset + 2) * 65_536) / 8_388_608;
    default:
      return (view, offset) => view.getInt32(offset, true) / 2_147_483_648;
  }
}

/**
 * A function that turns whole frames of interleaved bytes into one float32 array per channel. Its input length must
 * be a multiple of `header.frameBytes`.
 */
export function createSampleDecoder(header: WaveHeader): (bytes: Uint8Array) => Float32Array[] {
  const read = sampleReader(header);
  const { channels, frameBytes } = header;
  const sampleBytes = frameBytes / channels;
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const frames = bytes.length / frameBytes;
    return Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(frames);
      let offset = channel * sampleBytes;
      for (let frame = 0; frame < frames; frame += 1, offset += frameBytes) samples[frame] = read(view, offset);
      return samples;
    });
  };
}
