/** A WAV file to play: 8 kHz, 16 bit, two channels of tones that come and go like turns of a talk. */

const RATE_HZ = 8000;
const HEADER_BYTES = 44;

export function aWaveFile(durationMs: number): Buffer {
  const frames = Math.round((durationMs / 1000) * RATE_HZ);
  const buffer = Buffer.alloc(HEADER_BYTES + frames * 4);
  buffer.write('RIFF', 0);
  buffer.writeUInt32LE(buffer.length - 8, 4);
  buffer.write('WAVEfmt ', 8);
  buffer.writeUInt32LE(16, 16);
  buffer.writeUInt16LE(1, 20);
  buffer.writeUInt16LE(2, 22);
  buffer.writeUInt32LE(RATE_HZ, 24);
  buffer.writeUInt32LE(RATE_HZ * 4, 28);
  buffer.writeUInt16LE(4, 32);
  buffer.writeUInt16LE(16, 34);
  buffer.write('data', 36);
  buffer.writeUInt32LE(frames * 4, 40);
  for (let frame = 0; frame < frames; frame++) {
    const second = frame / RATE_HZ;
    const speaker = Math.floor(second / 3) % 2;
    const loudness = 9000 * Math.abs(Math.sin(second * 4.1)) * Math.abs(Math.sin(second * 0.9));
    const sample = Math.round(loudness * Math.sin(second * 2 * Math.PI * (speaker === 0 ? 190 : 260)));
    buffer.writeInt16LE(sample, HEADER_BYTES + frame * 4 + speaker * 2);
  }
  return buffer;
}
