/** Greedy decoding against the reference implementations (test/fixtures/golden/README.md). */

import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import type { LogProbs } from '#core/speech/decoding/alignment.ts';
import { greedyTokens } from '#core/speech/decoding/path-tokens.ts';
import { splitPhrases } from '#core/speech/decoding/phrase-splitter.ts';
import { wordsOfTokens } from '#core/speech/decoding/token-words.ts';
import { decodeTOne, T_ONE_VOCABULARY } from '#core/speech/engines/t-one.ts';
import { PLAIN_VOCABULARY } from '#core/speech/engines/gigaam.ts';
import { readVocabulary } from '#core/speech/engines/vocabulary.ts';
import { golden, readFloats, readGoldenJson } from '../../../builders/golden.ts';

interface GoldenWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence_geoMean: number;
}

interface GigaamItem {
  readonly length: number;
  readonly tokenIds: readonly number[];
  readonly tokenFrames: readonly number[];
  readonly tokenRunFrames: readonly number[];
  readonly tokenLogprobSum_onnxasr: readonly number[];
  readonly text_expected: string;
  readonly words_const40ms: readonly GoldenWord[];
  readonly wordConfidence_derived: readonly { readonly geoMean: number }[];
}

interface GigaamCase {
  readonly id: string;
  readonly vocab: string;
  readonly shape: readonly [number, number, number];
  readonly matrix: string;
  readonly items: readonly GigaamItem[];
}

const gigaam = (await readGoldenJson('decode/gigaam_ctc.json')) as { readonly cases: readonly GigaamCase[] };

test('the plain vocabulary is the one of the reference', async () => {
  const tokens = readVocabulary(await readFile(golden('decode/vocab_char_34.txt')));
  expect(tokens.map((token) => token.replace('\u2581', ' ')).slice(0, -1)).toEqual(PLAIN_VOCABULARY.slice(0, -1));
});

test.each(gigaam.cases)('GigaAM tokens and words: $id', async ({ vocab, shape, matrix, items }) => {
  const [, frames, symbols] = shape;
  const vocabulary = readVocabulary(await readFile(golden(`decode/${vocab}`)));
  const all = await readFloats(`decode/${matrix}`);
  items.forEach((item, i) => {
    const data = all.subarray(i * frames * symbols, (i + 1) * frames * symbols);
    const tokens = greedyTokens({ data, frames: item.length, symbols });
    expect(tokens.map(({ id }) => id)).toEqual(item.tokenIds);
    expect(tokens.map(({ frame }) => frame)).toEqual(item.tokenFrames);
    expect(tokens.map((token) => token.frames)).toEqual(item.tokenRunFrames);
    tokens.forEach(({ logSum }, k) => expect(logSum).toBeCloseTo(item.tokenLogprobSum_onnxasr[k]!, 4));
    const heard = wordsOfTokens(tokens, vocabulary, { frameMs: 40, pieceMs: 40 * frames });
    expect(heard.text).toBe(item.text_expected);
    expect(heard.words.map(({ text, startMs, endMs }) => ({ text, start: startMs, end: endMs }))).toEqual(
      item.words_const40ms.map(({ text, start, end }) => ({
        text,
        start: Math.round(1000 * start),
        end: Math.round(1000 * end),
      })),
    );
    heard.words.forEach(({ confidence }, k) =>
      expect(confidence).toBeCloseTo(item.wordConfidence_derived[k]!.geoMean, 4),
    );
  });
});

interface GoldenPhrase {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly sliceStart: number;
  readonly sliceFrames: number;
  readonly text: string;
  /** A remark instead where there are very many. */
  readonly words_derived: readonly GoldenWord[] | string;
}

interface ToneCase {
  readonly id: string;
  readonly isLast: boolean;
  readonly frames: number;
  readonly runs?: readonly { readonly n: number; readonly p: Readonly<Record<string, number>> }[];
  readonly matrix?: string;
  readonly streaming10: { readonly phrases: readonly GoldenPhrase[] };
  readonly oneShot: string | { readonly phrases: readonly GoldenPhrase[] };
}

const tone = (await readGoldenJson('decode/tone_ctc.json')) as { readonly cases: readonly ToneCase[] };

async function toneMatrix({ runs, matrix, frames }: ToneCase): Promise<LogProbs> {
  const symbols = T_ONE_VOCABULARY.length;
  if (runs === undefined) return { data: await readFloats(`decode/${matrix!}`), frames, symbols };
  const rows = runs.flatMap(({ n, p }) => {
    const rest = 1 - Object.values(p).reduce((sum, value) => sum + value, 0);
    const others = symbols - Object.keys(p).length;
    const row = Array.from({ length: symbols }, (_, id) =>
      Math.log(p[id === symbols - 1 ? '_' : T_ONE_VOCABULARY[id]!] ?? rest / others),
    );
    return Array.from({ length: n }, () => row);
  });
  return { data: Float32Array.from(rows.flat()), frames, symbols };
}

// A piece is always complete: cases that leave a phrase open do not apply.
test.each(tone.cases.filter(({ isLast }) => isLast))('T-one phrases and words: $id', async (goldenCase) => {
  const logProbs = await toneMatrix(goldenCase);
  const { oneShot, streaming10, frames } = goldenCase;
  // The reference also gives phrases without frames, and those without text stand in the goldens.
  const expected = (typeof oneShot === 'string' ? streaming10 : oneShot).phrases.filter(
    ({ startFrame, endFrame }) => endFrame > startFrame,
  );
  expect(splitPhrases(logProbs)).toEqual(
    expected.map(({ startFrame, endFrame, sliceStart, sliceFrames }) => ({
      start: startFrame,
      end: endFrame,
      decodeFrom: sliceStart,
      decodeTo: sliceStart + sliceFrames,
    })),
  );
  const { text, words } = decodeTOne(logProbs, 30 * frames);
  expect(text).toBe(expected.flatMap((phrase) => phrase.text.split(' ').filter(Boolean)).join(' '));
  const listed = expected.map((phrase) => phrase.words_derived);
  if (listed.some((list) => typeof list === 'string')) return;
  const goldenWords = listed.flat() as GoldenWord[];
  expect(words.map((word) => word.text)).toEqual(goldenWords.map((word) => word.text));
  words.forEach(({ startMs, endMs, confidence }, i) => {
    const { start, end, confidence_geoMean: goldenConfidence } = goldenWords[i]!;
    expect(startMs).toBe(Math.round(1000 * start));
    // Words that the model's delay puts before the recording take one frame here, none in the reference.
    expect(endMs).toBe(Math.max(startMs + 30, Math.round(1000 * end)));
    expect(confidence).toBeCloseTo(goldenConfidence, 4);
  });
});
