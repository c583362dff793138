import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createSegmenter, type SegmenterOptions } from '#core/speech/vad/segmenter.ts';

const goldens = z
  .object({
    cases: z.array(
      z.object({
        id: z.string(),
        sampleRate: z.number(),
        hop: z.number(),
        waveformLength: z.number(),
        params: z.record(z.string(), z.number()),
        probs_runs: z.array(z.tuple([z.number(), z.number()])),
        segments: z.array(z.tuple([z.number(), z.number()])),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('test/fixtures/golden/decode/vad_segments.json', 'utf8')));

/** Options that mean the same as the reference's, whose limits count padding as speech. */
function optionsOf(params: Record<string, number>, sampleRate: number, hop: number): SegmenterOptions {
  const samples = (ms: number): number => (ms * sampleRate) / 1000;
  const pad = samples(params.speech_pad_ms ?? 30);
  const onThreshold = params.threshold ?? 0.5;
  return {
    hop,
    pad,
    onThreshold,
    offThreshold: params.neg_threshold ?? onThreshold - 0.15,
    minSpeech: samples(params.min_speech_duration_ms ?? 250) - 2 * pad,
    minGap: samples(params.min_silence_duration_ms ?? 100) + 2 * pad,
    maxLength: samples(1000 * (params.max_speech_duration_s ?? 20)) - 2 * pad,
  };
}

function segment(
  options: SegmenterOptions,
  windows: Iterable<readonly [probability: number, energy: number]>,
  length: number,
) {
  const segmenter = createSegmenter(options);
  const spans = [];
  for (const [probability, energy] of windows) {
    const done = segmenter.push(probability, energy);
    for (const span of done) expect(span.end).toBeGreaterThan(span.start);
    spans.push(...done);
  }
  return [...spans, ...segmenter.finish(length)];
}

function* runs(list: readonly (readonly [count: number, probability: number])[]) {
  for (const [count, probability] of list) {
    for (let i = 0; i < count; i += 1) yield [probability, probability] as const;
  }
}

// The reference cuts speech without pauses at the maximum; here it is cut where it is quietest (tests below).
const comparable = goldens.cases.filter(({ id }) => id !== 'long_split');

test.each(comparable)(
  'agrees with the reference: $id',
  ({ sampleRate, hop, params, probs_runs, waveformLength, segments }) => {
    const spans = segment(optionsOf(params, sampleRate, hop), runs(probs_runs), waveformLength);
    expect(spans.map(({ start, end }) => [start, end])).toEqual(segments);
  },
);

describe('speech longer than the maximum', () => {
  const options: SegmenterOptions = {
    hop: 256,
    pad: 1000,
    onThreshold: 0.5,
    offThreshold: 0.35,
    minSpeech: 1000,
    minGap: 4000,
    maxLength: 100 * 256,
  };

  test('is cut where it is quietest, without losing a sample', () => {
    const windows = Array.from({ length: 249 }, (_, i) => [0.9, i === 80 || i === 150 ? 0.01 : 1] as const);
    const spans = segment(options, windows, 249 * 256);
    expect(spans.map(({ start, end }) => [start / 256, end / 256])).toEqual([
      [0, 80],
      [80, 150],
      [150, 249],
    ]);
  });

  test('is cut in its last pause', () => {
    const windows = Array.from({ length: 140 }, (_, i) => [i >= 60 && i < 64 ? 0.1 : 0.9, 1] as const);
    const spans = segment(options, windows, 140 * 256);
    expect(spans).toEqual([
      { start: 0, end: 60 * 256 + 512 },
      { start: 64 * 256 - 512, end: 140 * 256 },
    ]);
  });

  test('never makes a piece longer than the maximum with its padding', () => {
    const windows = Array.from({ length: 1000 }, (_, i) => [i % 37 < 35 ? 0.9 : 0.1, Math.abs(Math.sin(i))] as const);
    for (const { start, end } of segment(options, windows, 256_000)) {
      expect(end - start).toBeLessThanOrEqual(options.maxLength + 2 * options.pad);
    }
  });
});
