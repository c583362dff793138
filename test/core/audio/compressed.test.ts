import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudio } from '#core/audio/index.ts';

import { aFolder } from '../../builders/folders.ts';

/**
 * Two seconds, 440 Hz on the left and 1,000 Hz on the right; mono ones hold 440 Hz. How they were made and how far the
 * samples agree with ffmpeg's: test/fixtures/audio/README.md.
 */
const FILES = [
  ['tones-stereo.ogg', { format: 'ogg', codec: 'opus', sampleRateHz: 16_000, channels: 2 }],
  ['tones-stereo.webm', { format: 'webm', codec: 'opus', sampleRateHz: 16_000, channels: 2 }],
  ['tones-stereo.m4a', { format: 'm4a', codec: 'aac', sampleRateHz: 16_000, channels: 2 }],
  ['tones-stereo.aac', { format: 'aac', codec: 'aac', sampleRateHz: 16_000, channels: 2 }],
  ['tones-stereo-vorbis.ogg', { format: 'ogg', codec: 'vorbis', sampleRateHz: 16_000, channels: 2 }],
  ['tone-mono.amr', { format: 'amr', codec: 'amr-nb', sampleRateHz: 8000, channels: 1 }],
  ['tone-mono-wb.amr', { format: 'amr', codec: 'amr-wb', sampleRateHz: 16_000, channels: 1 }],
] as const;
const PITCHES_HZ = [440, 1000];

/** AAC and Vorbis need a library of the system on Linux; without it they are refused with a message that names it. */
const NATIVE = ['aac', 'vorbis'];
const hasNative = await import('node-web-audio-api').then(
  () => true,
  () => false,
);
if (!hasNative) console.warn('libasound.so.2 is missing: AAC and Vorbis are not decoded in these tests.');
const isDecoded = ({ codec }: { readonly codec: string }): boolean => hasNative || !NATIVE.includes(codec);

const fixture = (name: string): string => path.join('test/fixtures/audio', name);

async function decode(file: string) {
  const source = await openAudio(file);
  const channels: number[][] = Array.from({ length: source.channels }, () => []);
  for await (const block of source.blocks()) {
    expect(new Set(block.map(({ length }) => length)).size).toBe(1);
    block.forEach((samples, channel) => {
      for (const sample of samples) channels[channel]!.push(sample);
    });
  }
  return { source, channels };
}

/** Rising zero crossings in the second from 0.5 s on. */
function pitchHz(samples: readonly number[], rateHz: number): number {
  const middle = samples.slice(rateHz * 0.5, rateHz * 1.5);
  return middle.filter((sample, i) => i > 0 && sample >= 0 && middle[i - 1]! < 0).length;
}

function level(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

describe.each(FILES.filter(([, stated]) => isDecoded(stated)))('%s', (name, stated) => {
  test('keeps its length, its channels, their pitch and loudness', async () => {
    const { source, channels } = await decode(fixture(name));
    expect(source).toMatchObject(stated);
    expect(Math.abs(source.durationMs - 2000)).toBeLessThan(120);
    for (const [channel, samples] of channels.entries()) {
      expect(Math.abs(samples.length / source.sampleRateHz - 2)).toBeLessThan(0.12);
      expect(Math.abs(pitchHz(samples, source.sampleRateHz) - PITCHES_HZ[channel]!)).toBeLessThan(4);
      expect(level(samples)).toBeGreaterThan(0.25);
      expect(level(samples)).toBeLessThan(0.45);
    }
  });

  test('is known by its content, and may be read twice', async () => {
    const renamed = path.join(aFolder(), 'call.wav');
    copyFileSync(fixture(name), renamed);
    const source = await openAudio(renamed);
    const lengths: number[] = [];
    for (let pass = 0; pass < 2; pass += 1) {
      let samples = 0;
      for await (const [block] of source.blocks()) samples += block!.length;
      lengths.push(samples);
    }
    expect(lengths[0]).toBeGreaterThan(0);
    expect(lengths[1]).toBe(lengths[0]);
  });

  test('stops when it is told to', async () => {
    const controller = new AbortController();
    const source = await openAudio(fixture(name), { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(source.blocks()[Symbol.asyncIterator]().next()).rejects.toThrow('enough');
  });
});

test.each(FILES.filter(([name, stated]) => isDecoded(stated) && !/m4a|vorbis|wb/.test(name)).map(([name]) => name))(
  '%s cut in the middle gives what is there',
  async (name) => {
    const bytes = readFileSync(fixture(name));
    const file = path.join(aFolder(), 'cut');
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    const { source, channels } = await decode(file);
    const seconds = channels[0]!.length / source.sampleRateHz;
    expect(seconds).toBeGreaterThan(0.5);
    expect(seconds).toBeLessThan(1.5);
  },
);

test('an M4A file that lost its end, where its index lies, is corrupt', async () => {
  const bytes = readFileSync(fixture('tones-stereo.m4a'));
  const file = path.join(aFolder(), 'cut');
  writeFileSync(file, bytes.subarray(0, bytes.length / 2));
  await expect(openAudio(file)).rejects.toMatchObject({ code: 'audio.corrupt' });
});

test.runIf(hasNative)('a damaged frame of AAC costs its own time only', async () => {
  const bytes = readFileSync(fixture('tones-stereo.aac'));
  bytes.fill(0x55, 4100, 4160);
  const file = path.join(aFolder(), 'damaged');
  writeFileSync(file, bytes);
  const { channels } = await decode(file);
  expect(channels[0]!.length).toBeGreaterThan(1.7 * 16_000);
});
