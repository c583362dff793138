/** Small recordings for tests. */

import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Float samples of a sine, `amplitude` 0..1. */
export const sine = (options: { hz: number; rateHz: number; samples: number; amplitude?: number }): Float32Array =>
  Float32Array.from(
    { length: options.samples },
    (_, i) => (options.amplitude ?? 0.5) * Math.sin((2 * Math.PI * options.hz * i) / options.rateHz),
  );

export interface WaveParts {
  readonly formatTag?: number;
  readonly channels?: number;
  readonly sampleRateHz?: number;
  readonly bitsPerSample?: number;
  readonly data: Uint8Array;
  /** What the header claims; the true size by default. */
  readonly statedDataBytes?: number;
  /** Chunks between format and data, as raw bytes. */
  readonly extraChunks?: Uint8Array;
  /** Sub-format tag for WAVE_FORMAT_EXTENSIBLE. */
  readonly extensibleTag?: number;
}

/** The bytes of a WAV file; 8 kHz mono 16-bit PCM unless told otherwise. */
export function waveBytes(parts: WaveParts): Buffer {
  const { formatTag = 1, channels = 1, sampleRateHz = 8000, bitsPerSample = 16, data } = parts;
  const format = Buffer.alloc(parts.extensibleTag === undefined ? 16 : 40);
  format.writeUInt16LE(parts.extensibleTag === undefined ? formatTag : 0xfffe, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRateHz, 4);
  format.writeUInt32LE((sampleRateHz * channels * bitsPerSample) / 8, 8);
  format.writeUInt16LE((channels * bitsPerSample) / 8, 12);
  format.writeUInt16LE(bitsPerSample, 14);
  if (parts.extensibleTag !== undefined) format.writeUInt16LE(parts.extensibleTag, 24);
  const chunk = (id: string, size: number): Buffer => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(size, 4);
    return head;
  };
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format.length),
    format,
    parts.extraChunks ?? Buffer.alloc(0),
    chunk('data', parts.statedDataBytes ?? data.length),
    data,
  ]);
  return Buffer.concat([chunk('RIFF', body.length), body]);
}

/** 16-bit samples, interleaved. */
export function pcm16(...channels: readonly Float32Array[]): Buffer {
  const frames = channels[0]!.length;
  const bytes = Buffer.alloc(frames * channels.length * 2);
  for (let i = 0; i < frames; i += 1) {
    channels.forEach((samples, c) => {
      bytes.writeInt16LE(
        Math.max(-32_768, Math.min(32_767, Math.round(samples[i]! * 32_768))),
        (i * channels.length + c) * 2,
      );
    });
  }
  return bytes;
}

/** Writes a 16-bit WAV and returns its path. */
export function writeWave(path: string, sampleRateHz: number, channels: readonly Float32Array[]): string {
  writeFileSync(path, waveBytes({ channels: channels.length, sampleRateHz, data: pcm16(...channels) }));
  return path;
}

/** Samples of a mono 16-bit WAV with a plain 44-byte header. */
export async function readPlainWave(path: string): Promise<Float32Array> {
  const bytes = await readFile(path);
  return Float32Array.from({ length: (bytes.length - 44) / 2 }, (_, i) => bytes.readInt16LE(44 + 2 * i) / 32_768);
}
