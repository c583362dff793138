import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createResampler } from '#core/audio/index.ts';

import { readPlainWave, sine } from '../../builders/audio.ts';

const FOLDER = 'test/fixtures/golden/resample';
const goldens = z
  .object({
    require: z.object({ inBandSnrDb: z.number(), stopRmsDbfs: z.number() }),
    cases: z.array(
      z.object({
        src: z.number(),
        dst: z.number(),
        source: z.string(),
        golden: z.string(),
        samples: z.number(),
        inBand: z.tuple([z.number(), z.number()]),
        stop: z.tuple([z.number(), z.number()]).nullable(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(`${FOLDER}/resample.json`, 'utf8')));

/** Resamples in blocks of `blockSamples`. */
function resample(samples: Float32Array, rates: readonly [number, number], blockSamples: number): number[] {
  const resampler = createResampler(...rates);
  const output: number[] = [];
  for (let at = 0; at < samples.length; at += blockSamples) {
    output.push(...resampler.push(samples.subarray(at, at + blockSamples)));
  }
  output.push(...resampler.flush());
  return output;
}

describe.each(goldens.cases)('$src Hz to $dst Hz', ({ src, dst, source, golden, samples, inBand, stop }) => {
  test('agrees with the reference and lets no alias through', async () => {
    const output = resample(await readPlainWave(`${FOLDER}/${source}`), [src, dst], 1000);
    const expected = await readPlainWave(`${FOLDER}/${golden}`);
    expect(output).toHaveLength(samples);
    let signal = 0;
    let noise = 0;
    for (let i = inBand[0]; i < inBand[1]; i += 1) {
      signal += expected[i]! ** 2;
      noise += (output[i]! - expected[i]!) ** 2;
    }
    expect(10 * Math.log10(signal / noise)).toBeGreaterThan(goldens.require.inBandSnrDb);
    if (stop === null) return;
    const rest = output.slice(stop[0], stop[1]);
    const rms = Math.sqrt(rest.reduce((sum, sample) => sum + sample * sample, 0) / rest.length);
    expect(20 * Math.log10(rms)).toBeLessThan(goldens.require.stopRmsDbfs);
  });
});

test('the size of the blocks does not matter', () => {
  const samples = sine({ hz: 700, rateHz: 44_100, samples: 5000 });
  const once = resample(samples, [44_100, 16_000], 5000);
  expect(once).toHaveLength(Math.ceil((5000 * 16_000) / 44_100));
  expect(resample(samples, [44_100, 16_000], 1)).toEqual(once);
  expect(resample(samples, [44_100, 16_000], 333)).toEqual(once);
});

test('equal rates pass samples on untouched', () => {
  const samples = sine({ hz: 700, rateHz: 8000, samples: 100 });
  expect(createResampler(8000, 8000).push(samples)).toBe(samples);
});
