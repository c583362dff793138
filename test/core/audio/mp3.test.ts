import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudio } from '#core/audio/index.ts';

import { waveBytes } from '../../builders/audio.ts';
import { aFolder } from '../../builders/folders.ts';
import { seededRandom } from '../../builders/random.ts';

const STEREO = readFileSync('test/fixtures/audio/tones-stereo.mp3');
const MONO = readFileSync('test/fixtures/audio/tone-mono-vbr.mp3');

async function decode(bytes: Uint8Array) {
  const path = join(aFolder(), 'call');
  writeFileSync(path, bytes);
  const source = await openAudio(path);
  const channels: number[][] = Array.from({ length: source.channels }, () => []);
  for await (const block of source.blocks()) {
    block.forEach((samples, c) => {
      for (const sample of samples) channels[c]!.push(sample);
    });
  }
  return { source, channels };
}

/** Cycles per second by counting rising zero crossings in the middle of a signal. */
function pitchHz(samples: readonly number[], rateHz: number): number {
  const middle = samples.slice(rateHz * 0.5, rateHz * 1.5);
  return middle.filter((sample, i) => i > 0 && sample >= 0 && middle[i - 1]! < 0).length;
}

describe('an MP3 file', () => {
  test('in stereo keeps its channels, rate and length', async () => {
    const { source, channels } = await decode(STEREO);
    expect(source).toMatchObject({ format: 'mp3', codec: 'mp3', sampleRateHz: 16_000, channels: 2 });
    expect(source.durationMs).toBeGreaterThan(1990);
    expect(source.durationMs).toBeLessThan(2200);
    expect(Math.abs(channels[0]!.length / 16 - 2000)).toBeLessThan(120);
    expect(pitchHz(channels[0]!, 16_000)).toBeCloseTo(440, -1);
    expect(pitchHz(channels[1]!, 16_000)).toBeCloseTo(1000, -1);
  });

  test('with variable bitrate in mono has one channel and a stated length', async () => {
    const { source, channels } = await decode(MONO);
    expect(source.channels).toBe(1);
    expect(Math.abs(source.durationMs - 3000)).toBeLessThan(200);
    expect(Math.abs(channels[0]!.length / 8 - 3000)).toBeLessThan(200);
  });

  test('starts without the delay of its encoder', async () => {
    const { channels } = await decode(MONO);
    const onset = channels[0]!.findIndex((sample) => Math.abs(sample) > 0.1);
    expect(onset).toBeLessThan(40);
  });

  test('behind junk or several tags sounds the same', async () => {
    const tag = Buffer.from('ID3\x04\0\0\0\0\0\x0a0123456789', 'latin1');
    const { channels } = await decode(Buffer.concat([tag, tag, Buffer.alloc(5000, 1), MONO]));
    expect(channels[0]).toEqual((await decode(MONO)).channels[0]);
  });

  test('cut anywhere gives what is there', async () => {
    const whole = (await decode(MONO)).channels[0]!.length;
    const half = (await decode(MONO.subarray(0, MONO.length / 2))).channels[0]!.length;
    expect(half).toBeGreaterThan(whole * 0.3);
    expect(half).toBeLessThan(whole * 0.7);
  });

  test('with damage in the middle goes on behind it', async () => {
    const random = seededRandom(3);
    const bytes = Uint8Array.from(STEREO);
    for (let i = 2000; i < 2600; i += 1) bytes[i] = random.integer(0, 255);
    const { channels } = await decode(bytes);
    expect(channels[0]!.length).toBeGreaterThan(1.7 * 16_000);
  });

  test('inside a WAV container is decoded', async () => {
    const { source, channels } = await decode(
      waveBytes({ formatTag: 85, bitsPerSample: 0, sampleRateHz: 8000, data: MONO }),
    );
    expect(source).toMatchObject({ format: 'mp3', channels: 1 });
    expect(channels[0]!.length).toBeGreaterThan(20_000);
  });

  test('that holds no frames behind its tag is corrupt', async () => {
    await expect(decode(Buffer.from('ID3\x04\0\0\0\0\0\x03abc', 'latin1'))).rejects.toMatchObject({
      code: 'audio.corrupt',
    });
  });
});
