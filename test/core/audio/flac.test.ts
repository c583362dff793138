import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudio } from '#core/audio/index.ts';

import { aFolder } from '../../builders/folders.ts';
import { golden } from '../../builders/golden.ts';
import { seededRandom } from '../../builders/random.ts';

const fixture = (name: string): string => path.join(import.meta.dirname, '../../fixtures/audio', name);

async function samplesOf(file: string): Promise<Float32Array[]> {
  const source = await openAudio(file);
  const blocks: Float32Array[][] = [];
  for await (const block of source.blocks()) blocks.push(block);
  return Array.from({ length: source.channels }, (_, channel) =>
    Float32Array.from(blocks.flatMap((block) => Array.from(block[channel]!))),
  );
}

/** Writes changed bytes of a fixture into a file of its own. */
function changed(name: string, change: (bytes: Buffer) => Buffer): string {
  const file = path.join(aFolder(), 'changed.flac');
  writeFileSync(file, change(readFileSync(fixture(name))));
  return file;
}

describe('a FLAC recording', () => {
  test.each([
    ['stereo-16.flac', golden('standin/tone_call_stereo_8k.wav'), { from: 0, length: 12_000 }],
    ['mono-24.flac', golden('standin/b_speech_16k.wav'), { from: 8000, length: 11_200 }],
    ['noise-silence-tone.flac', fixture('noise-silence-tone.wav'), { from: 0, length: 6000 }],
  ])('%s gives the samples that were encoded, to the bit', async (name, original, { from, length }) => {
    const [decoded, expected] = [await samplesOf(fixture(name)), await samplesOf(original)];
    expect(decoded).toHaveLength(expected.length);
    decoded.forEach((channel, i) => expect(channel).toEqual(expected[i]!.slice(from, from + length)));
  });

  test('says its length and codec', async () => {
    expect(await openAudio(fixture('mono-24.flac'))).toMatchObject({
      format: 'flac',
      codec: 'flac 24 bit',
      sampleRateHz: 16_000,
      channels: 1,
      durationMs: 700,
    });
  });

  test('loses only the frames that are damaged', async () => {
    const file = changed('stereo-16.flac', (bytes) => {
      bytes[Math.floor(bytes.length / 2)]! ^= 0x55;
      return bytes;
    });
    const [left] = await samplesOf(file);
    expect(left!.length).toBeGreaterThan(6000);
    expect(left!.length).toBeLessThan(12_000);
    const [whole] = await samplesOf(fixture('stereo-16.flac'));
    expect(left!.slice(-2000)).toEqual(whole!.slice(-2000));
  });

  test('that is cut short gives what is there', async () => {
    const [left] = await samplesOf(changed('stereo-16.flac', (bytes) => bytes.subarray(0, bytes.length / 2)));
    expect(left!.length).toBeGreaterThan(2000);
  });

  test.each([
    ['after its mark', 4],
    ['within its head', 30],
    ['before its frames', 60],
  ])('that ends %s is called damaged', async (_name, length) => {
    const file = changed('mono-24.flac', (bytes) => bytes.subarray(0, length));
    await expect(samplesOf(file)).rejects.toMatchObject({ code: 'audio.corrupt' });
  });

  test('with changed bytes anywhere neither hangs nor gives other samples than numbers', async () => {
    const random = seededRandom(5);
    for (let round = 0; round < 60; round += 1) {
      const file = changed(round % 2 === 0 ? 'mono-24.flac' : 'noise-silence-tone.flac', (bytes) => {
        for (let i = 0; i < 8; i += 1) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
        return bytes;
      });
      const channels = await samplesOf(file).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'AppError' });
        return [];
      });
      for (const channel of channels) expect(channel.every((value) => Math.abs(value) <= 1)).toBe(true);
    }
  });
});
