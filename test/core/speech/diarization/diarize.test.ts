import { describe, expect, test } from 'vitest';

import { openDiarizer, type Diarization } from '#core/speech/index.ts';
import { decodePowerset } from '#core/speech/diarization/segmentation.ts';
import { splitUtterances } from '#core/speech/diarization/split-utterances.ts';
import { createKaldiFbank, FBANK_BANDS } from '#core/speech/features/kaldi-fbank.ts';
import { anUtterance } from '../../../builders/calls.ts';
import { aFolder } from '../../../builders/folders.ts';
import { joined } from '../../../builders/sounds.ts';
import { aSegmentationModel, aVoice, aVoicePrintModel } from '../../../builders/voices.ts';

async function diarize(samples: Float32Array): Promise<Diarization> {
  const folder = aFolder();
  const diarizer = await openDiarizer({ segmentation: aSegmentationModel(folder), voices: aVoicePrintModel(folder) });
  try {
    return await diarizer.diarize(inBlocks(samples));
  } finally {
    await diarizer.close();
  }
}
const pause = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * 16_000));
async function* inBlocks(samples: Float32Array): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += 7001) yield await Promise.resolve(samples.subarray(at, at + 7001));
}

describe('diarization', () => {
  test('finds who speaks when across windows', async () => {
    const call = joined(
      ...[pause(1), aVoice(1, 3), pause(1), aVoice(0, 4), pause(0.8), aVoice(1, 5)],
      ...[pause(1), aVoice(0, 12), pause(1), aVoice(1, 2), pause(3)],
    );
    const { turns, isConfident } = await diarize(call);
    expect(isConfident).toBe(true);
    const first = turns[0]!.speaker;
    expect(turns.map(({ speaker }) => (speaker === first ? 'A' : 'B')).join('')).toBe('ABABA');
    for (const [i, [startMs, endMs]] of [
      [1000, 4000],
      [5000, 9000],
      [9800, 14_800],
      [15_800, 27_800],
      [28_800, 30_800],
    ].entries()) {
      expect(Math.abs(turns[i]!.startMs - startMs!)).toBeLessThan(60);
      expect(Math.abs(turns[i]!.endMs - endMs!)).toBeLessThan(60);
    }
  });

  test('joins over breath and drops blips', async () => {
    const call = joined(
      ...[aVoice(0, 2), pause(0.3), aVoice(0, 2), pause(1), aVoice(1, 0.1), pause(1), aVoice(1, 2), pause(2)],
    );
    const { turns } = await diarize(call);
    expect(turns.map(({ startMs, endMs }) => Math.round((endMs - startMs) / 500))).toEqual([9, 4]);
  });

  test('is not sure where one voice, nobody or hardly a second one speaks', async () => {
    expect((await diarize(joined(aVoice(0, 12), pause(1), aVoice(0, 12)))).isConfident).toBe(false);
    expect(await diarize(pause(12))).toEqual({ turns: [], isConfident: false });
    expect(await diarize(pause(0))).toEqual({ turns: [], isConfident: false });
    const hardly = joined(aVoice(0, 12), pause(1), aVoice(1, 0.6), pause(1));
    expect((await diarize(hardly)).isConfident).toBe(false);
  });
});

test('classes of the network are sets of voices', () => {
  const logits = new Float32Array(7 * 7).fill(-5);
  for (let i = 0; i < 7; i += 1) logits[i * 7 + i] = 1;
  expect(decodePowerset(logits).map((voice) => [...voice])).toEqual([
    [0, 1, 0, 0, 1, 1, 0],
    [0, 0, 1, 0, 1, 0, 1],
    [0, 0, 0, 1, 0, 1, 1],
  ]);
});

describe('Kaldi filter banks', () => {
  const fbank = createKaldiFbank();
  test('have a row each 10 ms of whole frames, and no mean', () => {
    expect(fbank(new Float32Array(399)).frames).toBe(0);
    const { data, frames } = fbank(aVoice(0, 1));
    expect(frames).toBe(98);
    for (let band = 0; band < FBANK_BANDS; band += 1) {
      let sum = 0;
      for (let t = 0; t < frames; t += 1) sum += data[t * FBANK_BANDS + band]!;
      expect(Math.abs(sum / frames)).toBeLessThan(1e-4);
    }
  });

  test('rise most at the band of a tone: mel(1000 Hz) of 1127 ln(1 + f / 700), 80 bands from 20 Hz to 8 kHz', () => {
    const half = 8000;
    const tone = Float32Array.from({ length: 2 * half }, (_, i) =>
      i < half ? 0 : 0.5 * Math.sin((2 * Math.PI * 1000 * i) / 16_000),
    );
    const { data, frames } = fbank(tone);
    const last = data.subarray((frames - 1) * FBANK_BANDS);
    const loudest = last.indexOf(Math.max(...last));
    // (999.99 - 31.75) / ((2840.02 - 31.75) / 81) - 1 = 26.9
    expect(loudest).toBe(27);
  });
});

describe('splitting what was said', () => {
  const word = (text: string, startMs: number) => ({ text, startMs, endMs: startMs + 400 });
  const mixed = anUtterance({
    speaker: 'unknown',
    text: 'алло меня зовут ольга компания сфера какая компания',
    words: [
      ...[word('алло', 0), word('меня', 1000), word('зовут', 1500), word('ольга', 2000), word('компания', 2500)],
      ...[word('сфера', 3000), word('какая', 4000), word('компания', 4500)],
    ],
  });
  const turns = [
    { speaker: 0, startMs: 0, endMs: 450 },
    { speaker: 1, startMs: 950, endMs: 3450 },
    { speaker: 0, startMs: 3900, endMs: 4600 },
  ] as const;

  test('gives each word to who is heard, and finds the agent by what is said', () => {
    const split = splitUtterances([mixed], turns, { direction: null });
    expect(split?.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      'client: алло',
      'agent: меня зовут ольга компания сфера',
      'client: какая компания',
    ]);
    expect(split?.[2]).toMatchObject({ startMs: 4000, endMs: 4900 });
  });

  test('is not done where nothing tells the sides apart', () => {
    const plain = { ...mixed, text: 'да нет', words: [word('да', 0), word('нет', 1000)] };
    expect(splitUtterances([plain], turns, { direction: null })).toBeNull();
    expect(splitUtterances([plain], turns, { direction: 'in' })?.map(({ speaker }) => speaker)).toEqual([
      'agent',
      'client',
    ]);
  });
});
