/**
 * Listed words without a language model: the bundled network's own output over the demo calls, greedy and with words
 * listened for. Once with every word of five letters or more that the greedy reading gets wrong, once with 200 and once
 * with 2000 words of the corpus that nobody says there. `core/speech/decoding/token-decoder.ts` quotes the figures.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openSession, type ModelSession } from '#core/inference/index.ts';
import type { Transcript } from '#core/domain/transcript.ts';
import { transcribeFile } from '#core/pipeline/index.ts';
import { sileroModel, type SpeechEngine } from '#core/speech/index.ts';
import { ALPHABET } from '#core/speech/decoding/alphabet.ts';
import { createTokenDecoder, LETTER_BONUS } from '#core/speech/decoding/token-decoder.ts';
import { wordsOfTokens } from '#core/speech/decoding/token-words.ts';
import { formsOf } from '#core/speech/decoding/word-forms.ts';
import { readModelCard } from '#core/speech/model-card.ts';

import { compareCall, readDialogues, recordingOf, type Dialogue } from '../../../scripts/bench/demo-wer.ts';
import { addCounts, NO_ERRORS, normalised } from '../../../scripts/bench/word-errors.ts';

const ROOT = join(import.meta.dirname, '../../..');
const VOCABULARY = [...Array.from(ALPHABET), ''];
const BONUSES = [0.3, 0.5, LETTER_BONUS, 1, 1.4];
const calls = readDialogues();

/** The bundled network decoded as T-one and GigaAM are. */
function networkAlone(
  session: ModelSession,
  letterBonus: number,
): SpeechEngine & { readonly decodingMs: () => number } {
  const tokensOf = createTokenDecoder(VOCABULARY, letterBonus);
  let decodingMs = 0;
  return {
    maker: { id: 'network-alone', version: '1' },
    sampleRateHz: 8000,
    maxPieceMs: 20_000,
    minPieceMs: 400,
    async recognize(piece, { vocabulary }) {
      const { logprobs } = await session.run({ waveform: { type: 'float32', data: piece, dims: [1, piece.length] } });
      if (logprobs?.type !== 'float32') throw new Error('unexpected output');
      const before = process.cpuUsage();
      const matrix = { data: logprobs.data, frames: logprobs.dims[1]!, symbols: VOCABULARY.length };
      const tokens = tokensOf(matrix, vocabulary);
      decodingMs += process.cpuUsage(before).user / 1000;
      return wordsOfTokens(tokens, VOCABULARY, { frameMs: 40, pieceMs: piece.length / 8 });
    },
    close: () => Promise.resolve(),
    decodingMs: () => decodingMs,
  };
}

const session = await openSession(await readModelCard(join(ROOT, 'models/bundled/speech'), 'bundled-ru-8k'), {
  threads: 1,
});
const vad = await openSession(sileroModel(), { threads: 1 });

async function hearAll(vocabulary: readonly string[], letterBonus: number) {
  const engine = networkAlone(session, letterBonus);
  const transcripts: Transcript[] = [];
  for (const call of calls) {
    const input = { path: recordingOf(call), direction: call.direction, channelRoles: 'auto', vocabulary } as const;
    transcripts.push(await transcribeFile(input, { engine, vad }));
  }
  const errors = transcripts.map((heard, i) => compareCall(calls[i]!, heard).errors).reduce(addCounts, NO_ERRORS);
  const wordErrors = `${((100 * errors.wordErrors) / errors.words).toFixed(1)} %`;
  return { transcripts, wordErrors, decodingMs: engine.decodingMs() };
}

type Counts = ReadonlyMap<string, number>;
function countWords(text: string): Counts {
  const counts = new Map<string, number>();
  for (const word of normalised(text).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
const said = ({ turns }: Dialogue): Counts => countWords(turns.map(({ text }) => text).join(' '));
const heard = ({ utterances }: Transcript): Counts => countWords(utterances.map(({ text }) => text).join(' '));
const times = (counts: Counts, word: string): number => counts.get(word) ?? 0;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** How often `words` were said and heard. */
const hits = (words: Iterable<string>, transcripts: readonly Transcript[]): number =>
  sum(
    [...words].flatMap((word) =>
      calls.map((c, i) => Math.min(times(said(c), word), times(heard(transcripts[i]!), word))),
    ),
  );
/** How often `words` were heard where they were not said. */
const misses = (words: Iterable<string>, transcripts: readonly Transcript[]): number =>
  sum(
    [...words].flatMap((word) =>
      calls.map((c, i) => Math.max(0, times(heard(transcripts[i]!), word) - times(said(c), word))),
    ),
  );

function unsaidWords(count: number): string[] {
  const spoken = new Set(calls.flatMap((call) => [...said(call).keys()]));
  const files = ['corporate', 'b2c', 'small-business', 'topics'];
  const corpus = files
    .map((name) => readFileSync(join(ROOT, `models/training/corpus/${name}.jsonl`), 'utf8'))
    .join(' ');
  const words = [...countWords(corpus).keys()]
    .filter((word) => /^[а-я]{5,}$/.test(word) && !formsOf(word).some((form) => spoken.has(form)))
    .toSorted();
  return Array.from({ length: count }, (_, i) => words[Math.floor((i * words.length) / count)]!);
}

const greedy = await hearAll([], 0);
const misheard = [...new Set(calls.flatMap((call) => [...said(call).keys()]))].filter(
  (word) =>
    /^[а-я]{5,}$/.test(word) && calls.some((c, i) => times(heard(greedy.transcripts[i]!), word) < times(said(c), word)),
);
const occurrences = sum(misheard.flatMap((word) => calls.map((call) => times(said(call), word))));
const lists = { misheard, unsaid: unsaidWords(200), 'unsaid, 2000': unsaidWords(2000) };
console.log(`greedy: word errors ${greedy.wordErrors}; ${misheard.length} words of 5 letters misheard at least once`);
for (const [name, words] of Object.entries(lists)) {
  const forms = new Set(words.flatMap(formsOf));
  const before = { hits: hits(words, greedy.transcripts), misses: misses(forms, greedy.transcripts) };
  for (const bonus of BONUSES) {
    const { transcripts, wordErrors, decodingMs } = await hearAll(words, bonus);
    const found = name === 'misheard' ? `${before.hits} -> ${hits(words, transcripts)} of ${occurrences} heard, ` : '';
    const added = misses(forms, transcripts) - before.misses;
    console.log(
      `${name}, bonus ${bonus}: word errors ${wordErrors}, ${found}${added} heard that were not said, decoding ${decodingMs.toFixed(0)} ms`,
    );
  }
}
await session.close();
await vad.close();
