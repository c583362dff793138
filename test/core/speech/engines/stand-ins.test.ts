/** The engines with stand-in models that compute known texts from coded signals (test/fixtures/golden/README.md). */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { afterAll, describe, expect, test } from 'vitest';

import { openSession, type ModelSession } from '#core/inference/index.ts';

import { createResampler } from '#core/audio/resample.ts';
import { greedyTokens } from '#core/speech/decoding/path-tokens.ts';
import { wordsOfTokens } from '#core/speech/decoding/token-words.ts';
import { PLAIN_VOCABULARY, runGigaam } from '#core/speech/engines/gigaam.ts';
import { decodeTOne, runTOne } from '#core/speech/engines/t-one.ts';
import { createLogMel, type FeatureVersion } from '#core/speech/features/log-mel.ts';
import { golden, readGoldenJson } from '../../../builders/golden.ts';

async function openStandIn(name: string): Promise<ModelSession> {
  const path = golden(`standin/${name}`);
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return openSession({ path, sha256 }, { threads: 1 });
}

/** Channels of a plain 16-bit WAV. */
async function readChannels(path: string, channels: number): Promise<Float32Array[]> {
  const bytes = await readFile(path);
  const frames = (bytes.length - 44) / (2 * channels);
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from(
      { length: frames },
      (_unused, i) => bytes.readInt16LE(44 + 2 * (i * channels + channel)) / 32_768,
    ),
  );
}

interface GoldenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface ToneItem {
  readonly channel: number;
  readonly argmax: readonly number[];
  readonly phrases: readonly { readonly text: string; readonly words_derived: readonly GoldenWord[] }[];
  readonly stateAfter: Readonly<Record<string, number | readonly number[]>>;
  readonly firstLogprobsSample?: { readonly frame: number; readonly logprobs: readonly number[] };
}

const tone = (await readGoldenJson('standin/expected_tone.json')) as {
  readonly cases: readonly {
    readonly id: string;
    readonly wav: string;
    readonly channels: number;
    readonly frames: number;
    readonly items: readonly ToneItem[];
  }[];
};

/** The value of a float16 pattern of a small whole number. */
const halfToNumber = (bits: number): number => (bits === 0 ? 0 : 2 ** ((bits >> 10) - 15) * (1 + (bits & 1023) / 1024));

describe('T-one', async () => {
  const session = await openStandIn('tone_standin.onnx');
  afterAll(() => session.close());

  test.each(tone.cases)('hears $id as the reference does', async ({ wav, channels, frames, items }) => {
    const signals = await readChannels(golden(`standin/${wav}`), channels);
    for (const item of items) {
      const signal = signals[item.channel]!;
      const { logProbs, state } = await runTOne(session, signal);
      expect(logProbs.frames).toBe(frames);
      const argmax = Array.from({ length: frames }, (_, frame) => {
        const row = logProbs.data.subarray(frame * 35, (frame + 1) * 35);
        return row.indexOf(Math.max(...row));
      });
      expect(argmax).toEqual(item.argmax);
      expect(halfToNumber(state[11]!)).toBe(item.stateAfter['11']);
      expect(halfToNumber(state[219_728]!)).toBe(item.stateAfter['219728']);
      if (item.firstLogprobsSample) {
        const { frame, logprobs } = item.firstLogprobsSample;
        [0, 33, 34].forEach((symbol, i) => expect(logProbs.data[frame * 35 + symbol]).toBeCloseTo(logprobs[i]!, 5));
      }
      const heard = decodeTOne(logProbs, signal.length / 8);
      const expected = item.phrases.flatMap((phrase) => phrase.words_derived);
      expect(heard.words.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
      heard.words.forEach(({ startMs }, i) =>
        // Two words of a gibberish signal may fall before its start; they follow each other here.
        expect(startMs).toBeGreaterThanOrEqual(Math.min(Math.round(1000 * expected[i]!.start), signal.length / 8 - 30)),
      );
    }
  });

  test('gives the times of the call to the hundredth of a second', async () => {
    const [left, right] = await readChannels(golden('standin/tone_call_stereo_8k.wav'), 2);
    const said = async (signal: Float32Array) =>
      decodeTOne((await runTOne(session, signal)).logProbs, signal.length / 8).words.map(
        ({ text, startMs, endMs }) => [text, startMs, endMs] as const,
      );
    const expected = (channel: number) =>
      tone.cases[0]!.items[channel]!.phrases.flatMap(({ words_derived: words }) =>
        words.map(({ text, start, end }) => [text, Math.round(1000 * start), Math.round(1000 * end)]),
      );
    expect(await said(left!)).toEqual(expected(0));
    expect(await said(right!)).toEqual(expected(1));
  });

  test('hears a recording at 44.1 kHz through our resampler', async () => {
    const [signal] = await readChannels(golden('standin/tone_coded_44k1.wav'), 1);
    const resampler = createResampler(44_100, 8000);
    const [head, tail] = [resampler.push(signal!), resampler.flush()];
    const resampled = new Float32Array(head.length + tail.length);
    resampled.set(head);
    resampled.set(tail, head.length);
    const { text, words } = decodeTOne((await runTOne(session, resampled)).logProbs, resampled.length / 8);
    expect(text).toBe('сколько стоит');
    expect(Math.abs(words[0]!.startMs - 210)).toBeLessThanOrEqual(31);
  });

  test('stops between chunks', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(runTOne(session, new Float32Array(8000), signal)).rejects.toThrow('enough');
  });
});

interface GigaamItem {
  readonly wav: string;
  readonly features: FeatureVersion;
  readonly frames: number;
  readonly encoderFrames: number;
  readonly text: string;
  readonly tokenIds: readonly number[];
  readonly tokenFrames: readonly number[];
  readonly tokenLogprobSum: readonly number[];
  readonly words_const40ms: readonly GoldenWord[];
  readonly wordConfidence_geoMean: readonly number[];
}

const gigaam = (await readGoldenJson('standin/expected_gigaam.json')) as { readonly single: readonly GigaamItem[] };
/** A signal that lies in another folder of the goldens. */
const gigaamWave = (name: string): string =>
  golden(name === 'a_mix_16k.wav' || name === 'c_edge_16k.wav' ? `features/${name}` : `standin/${name}`);

describe.each(['gigaam_v3_ctc_standin.onnx', 'gigaam_v3_ctc_standin_encoded_lengths.onnx'])(
  'GigaAM with %s',
  async (file) => {
    const session = await openStandIn(file);
    afterAll(() => session.close());

    test.each(gigaam.single)('hears $wav with $features features as the reference does', async (item) => {
      const [signal] = await readChannels(gigaamWave(item.wav), 1);
      const features = createLogMel(item.features)(signal!);
      expect(features.frames).toBe(item.frames);
      const logProbs = await runGigaam(session, features, PLAIN_VOCABULARY.length);
      expect(logProbs.frames).toBe(item.encoderFrames);
      const tokens = greedyTokens(logProbs);
      expect(tokens.map(({ id }) => id)).toEqual(item.tokenIds);
      expect(tokens.map(({ frame }) => frame)).toEqual(item.tokenFrames);
      tokens.forEach(({ logSum }, i) => expect(Math.abs(logSum - item.tokenLogprobSum[i]!)).toBeLessThan(1e-3));
      const heard = wordsOfTokens(tokens, PLAIN_VOCABULARY, { frameMs: 40, pieceMs: signal!.length / 16 });
      expect(heard.text).toBe(item.text);
      heard.words.forEach(({ startMs, endMs, confidence }, i) => {
        expect(startMs).toBe(Math.round(1000 * item.words_const40ms[i]!.start));
        const end = Math.round(1000 * item.words_const40ms[i]!.end);
        expect(endMs).toBeLessThanOrEqual(end);
        expect(endMs).toBeGreaterThanOrEqual(end - 40);
        expect(confidence).toBeCloseTo(item.wordConfidence_geoMean[i]!, 3);
      });
    });
  },
);
