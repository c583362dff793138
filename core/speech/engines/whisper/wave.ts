/** A piece as a WAV file of 16 kHz, mono, 16 bits. */

const RATE_HZ = 16_000;
const HEADER_BYTES = 44;

/** @param piece float32, -1..1; louder samples are cut off */
export function waveOf(piece: Float32Array): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + piece.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE_HZ, 24);
  bytes.writeUInt32LE(RATE_HZ * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(piece.length * 2, 40);
  piece.forEach((sample, i) => {
    const value = Math.round(sample * 32_768);
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), HEADER_BYTES + i * 2);
  });
  return bytes;
}
