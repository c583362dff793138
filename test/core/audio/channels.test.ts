import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { analyseChannels, openAudio, type ChannelAnalysis } from '#core/audio/index.ts';

import { sine, writeWave } from '../../builders/audio.ts';
import { aFolder } from '../../builders/folders.ts';

const RATE = 8000;
const tone = (hz: number, seconds = 10): Float32Array => sine({ hz, rateHz: RATE, samples: seconds * RATE });
const silence = (seconds = 10): Float32Array => new Float32Array(seconds * RATE);
const joined = (...parts: Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((part) => Array.from(part)));

const analyse = async (...channels: Float32Array[]): Promise<ChannelAnalysis> =>
  analyseChannels(await openAudio(writeWave(join(aFolder(), 'call.wav'), RATE, channels)));

describe('the channels of a recording', () => {
  test('with different sound are two people', async () => {
    expect(await analyse(tone(300), tone(500))).toMatchObject({ layout: 'separate', channels: [0, 1] });
  });

  test('who take turns are two people as well', async () => {
    const left = joined(tone(300), silence(), tone(300));
    const right = joined(silence(), tone(300), silence());
    expect(await analyse(left, right)).toMatchObject({ layout: 'separate' });
  });

  test('with the same sound at another level are one', async () => {
    const quiet = tone(300).map((sample) => 0.3 * sample + 0.0001);
    const { layout, channels, correlation } = await analyse(tone(300), quiet);
    expect({ layout, channels }).toEqual({ layout: 'same', channels: [0] });
    expect(correlation).toBeGreaterThan(0.99);
  });

  test('that share the ringing only are two people', async () => {
    const left = joined(tone(425, 20), tone(300, 8), silence(8));
    const right = joined(tone(425, 20), silence(8), tone(500, 8));
    expect((await analyse(left, right)).layout).toBe('separate');
  });

  test('of which one is silent leave the other', async () => {
    expect(await analyse(silence(), tone(300))).toMatchObject({ layout: 'one-silent', channels: [1] });
    expect(await analyse(tone(300), silence())).toMatchObject({ layout: 'one-silent', channels: [0] });
  });

  test('can be silent or single', async () => {
    expect(await analyse(silence(), silence())).toMatchObject({ layout: 'silent', channels: [0] });
    expect(await analyse(tone(300))).toMatchObject({ layout: 'mono', channels: [0] });
  });
});
