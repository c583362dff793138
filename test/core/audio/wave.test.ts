import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudio } from '#core/audio/index.ts';

import { pcm16, sine, waveBytes, type WaveParts } from '../../builders/audio.ts';
import { aFolder } from '../../builders/folders.ts';

/** All samples of a file, one array per channel. */
async function readAll(bytes: Uint8Array): Promise<{ codec: string; durationMs: number; channels: number[][] }> {
  const path = join(aFolder(), 'call.bin');
  writeFileSync(path, bytes);
  const source = await openAudio(path);
  const channels: number[][] = Array.from({ length: source.channels }, () => []);
  for await (const block of source.blocks()) {
    block.forEach((samples, c) => {
      for (const sample of samples) channels[c]!.push(sample);
    });
  }
  return { codec: source.codec, durationMs: source.durationMs, channels };
}
const read = (parts: WaveParts) => readAll(waveBytes(parts));

describe('a WAV file', () => {
  test('gives 16-bit samples back exactly', async () => {
    const values = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);
    const { channels } = await read({ data: new Uint8Array(values.buffer) });
    expect(channels[0]!.map((sample) => sample * 32_768)).toEqual(Array.from(values));
  });

  test('keeps channels apart', async () => {
    const left = sine({ hz: 100, rateHz: 8000, samples: 50_000 });
    const right = sine({ hz: 300, rateHz: 8000, samples: 50_000 });
    const { channels, durationMs } = await read({ channels: 2, data: pcm16(left, right) });
    expect(durationMs).toBe(6250);
    expect(channels[0]![49_999]).toBeCloseTo(left[49_999]!, 4);
    expect(channels[1]![12_345]).toBeCloseTo(right[12_345]!, 4);
  });

  test.each([
    ['8 bit', { bitsPerSample: 8, data: Uint8Array.of(0, 128, 255) }, [-1, 0, 127 / 128]],
    [
      '24 bit',
      { bitsPerSample: 24, data: Uint8Array.of(0, 0, 0x80, 0, 0, 0x40, 0xff, 0xff, 0xff) },
      [-1, 0.5, -(2 ** -23)],
    ],
    ['32 bit', { bitsPerSample: 32, data: new Uint8Array(Int32Array.of(-(2 ** 31), 2 ** 30).buffer) }, [-1, 0.5]],
    [
      'float',
      { formatTag: 3, bitsPerSample: 32, data: new Uint8Array(Float32Array.of(0.25, NaN, 7).buffer) },
      [0.25, 0, 1],
    ],
    [
      'double',
      { formatTag: 3, bitsPerSample: 64, data: new Uint8Array(Float64Array.of(-0.25, 1e300).buffer) },
      [-0.25, 1],
    ],
    // Extremes and the values around zero of the tables in ITU-T G.711.
    [
      'A-law',
      { formatTag: 6, bitsPerSample: 8, data: Uint8Array.of(0xaa, 0x2a, 0xd5, 0x55) },
      [32_256, -32_256, 8, -8].map((v) => v / 32_768),
    ],
    [
      'mu-law',
      { formatTag: 7, bitsPerSample: 8, data: Uint8Array.of(0x80, 0, 0xff, 0x7f) },
      [32_124, -32_124, 0, 0].map((v) => v / 32_768),
    ],
  ] satisfies [string, WaveParts, number[]][])('decodes %s', async (_, parts, expected) => {
    const { channels } = await read(parts);
    expect(channels[0]!.map((sample) => sample + 0)).toEqual(expected.map((value) => Math.fround(value)));
  });

  test('is read in its extensible form and behind odd chunks', async () => {
    const extraChunks = Buffer.concat([Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')]);
    const { channels, codec } = await read({ extensibleTag: 1, extraChunks, data: pcm16(Float32Array.of(0.5, -0.5)) });
    expect(codec).toBe('pcm 16 bit');
    expect(channels).toEqual([[0.5, -0.5]]);
  });

  test.each([0, 0xffff_ffff, 1_000_000, 0x7fff_ffff])(
    'is read to its end when the header claims %i bytes',
    async (size) => {
      const { channels, durationMs } = await read({ statedDataBytes: size, data: pcm16(new Float32Array(800)) });
      expect(channels[0]).toHaveLength(800);
      expect(durationMs).toBe(100);
    },
  );

  test('that was cut in the middle of a frame gives the whole frames', async () => {
    const bytes = waveBytes({ channels: 2, data: pcm16(new Float32Array(100), new Float32Array(100)) });
    expect((await readAll(bytes.subarray(0, bytes.length - 7))).channels[1]).toHaveLength(98);
  });

  test.each([
    ['audio.unsupported-codec', { formatTag: 17, bitsPerSample: 4, data: new Uint8Array(10) }],
    ['audio.unsupported-codec', { bitsPerSample: 12, data: new Uint8Array(10) }],
    ['audio.corrupt', { channels: 0, data: new Uint8Array(10) }],
    ['audio.corrupt', { channels: 40, data: new Uint8Array(80) }],
    ['audio.corrupt', { sampleRateHz: 3, data: new Uint8Array(10) }],
    ['audio.empty', { data: new Uint8Array(0) }],
  ] satisfies [string, WaveParts][])('is refused with %s', async (code, parts) => {
    await expect(read(parts)).rejects.toMatchObject({ code });
  });

  test('without a data chunk is corrupt', async () => {
    const bytes = waveBytes({ data: pcm16(new Float32Array(10)) });
    await expect(readAll(bytes.subarray(0, 36))).rejects.toMatchObject({ code: 'audio.corrupt' });
  });
});

test('a file that is not there or a folder is said to be so', async () => {
  await expect(openAudio(join(aFolder(), 'none.wav'))).rejects.toMatchObject({ code: 'file.not-found' });
  await expect(openAudio(aFolder())).rejects.toMatchObject({ code: 'file.unreadable' });
});

test('an aborted read ends with the reason', async () => {
  const path = join(aFolder(), 'call.wav');
  writeFileSync(path, waveBytes({ data: new Uint8Array(1_000_000) }));
  const abort = new AbortController();
  const source = await openAudio(path, { signal: abort.signal });
  const drain = async (): Promise<void> => {
    for await (const block of source.blocks()) abort.abort(new Error(`enough after ${block.length}`));
  };
  await expect(drain()).rejects.toThrow('enough after 1');
});
