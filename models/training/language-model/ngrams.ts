/** Counts words, pairs and triples, and smooths them to an interpolated Kneser-Ney model in back-off form. */

import { LOG_STEP, type WordLmData } from '#core/speech/decoding/word-lm-file.ts';
import { lettersOf } from './letters.ts';

type NgramData = Omit<WordLmData, 'dictionary' | 'dictionaryRoot'>;

/** Absolute discounts per order (Kneser-Ney; n1 / (n1 + 2 n2) of this corpus is close to these). */
const DISCOUNT = 0.75;
/** Share of the unigram mass spread evenly over the vocabulary, so that a word seen in one place keeps some. */
const UNIFORM_SHARE = 0.1;

const quantise = (log: number): number => Math.max(0, Math.min(255, Math.round(-log / LOG_STEP)));

const bump = (counts: Map<number, number>, key: number): boolean => {
  const count = counts.get(key) ?? 0;
  counts.set(key, count + 1);
  return count === 0;
};

/** @param lines bare lines, words separated by single spaces */
export function buildNgrams(lines: readonly string[]): NgramData {
  const vocabulary = [...new Set(lines.flatMap((line) => line.split(' ')))].sort();
  if (vocabulary.length >= 65_535) throw new RangeError('word numbers are stored in 16 bits');
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  const start = vocabulary.length;
  // Keys: pair = before * base + word; triple = pair * base + word.
  const base = vocabulary.length + 1;
  const triples = new Map<number, number>();
  const pairs = new Map<number, number>();
  /** How many different words stand before a pair, before a word (Kneser-Ney counts of the lower orders). */
  const pairContexts = new Map<number, number>();
  const wordContexts = new Map<number, number>();
  for (const line of lines) {
    let before = -1;
    let last = start;
    for (const word of line.split(' ')) {
      const number = numbers.get(word)!;
      const pair = last * base + number;
      if (bump(pairs, pair)) bump(wordContexts, number);
      if (before >= 0 && bump(triples, (before * base + last) * base + number)) bump(pairContexts, pair);
      before = last;
      last = number;
    }
  }
  const unigrams = unigramProbabilities(wordContexts, vocabulary.length);
  // A pair after the sentence start, or one never seen inside a longer history, keeps its plain count.
  const pairCounts = new Map([...pairs].map(([key, count]) => [key, pairContexts.get(key) ?? count]));
  const pairModel = smooth(pairCounts, base, (word) => unigrams[word]!);
  const tripleModel = smooth(triples, base, (word, history) => pairModel.probability((history % base) * base + word));
  return pack({ vocabulary, base, unigrams, pairModel, tripleModel });
}

function unigramProbabilities(contexts: ReadonlyMap<number, number>, words: number): Float64Array {
  let total = 0;
  for (const count of contexts.values()) total += count;
  return Float64Array.from({ length: words }, (_, word) => {
    const share = (contexts.get(word) ?? 0) / total;
    return (1 - UNIFORM_SHARE) * share + UNIFORM_SHARE / words;
  });
}

interface Order {
  /** Keys of seen n-grams, ascending, with their interpolated probabilities. */
  readonly seen: readonly (readonly [key: number, probability: number])[];
  /** Weight of the lower order after a history. */
  readonly backoff: ReadonlyMap<number, number>;
  probability(key: number): number;
}

/** One order: discounted counts plus the lower order. A key is history * base + word. */
function smooth(
  counts: ReadonlyMap<number, number>,
  base: number,
  lower: (word: number, history: number) => number,
): Order {
  const totals = new Map<number, number>();
  const kinds = new Map<number, number>();
  for (const [key, count] of counts) {
    const history = Math.floor(key / base);
    totals.set(history, (totals.get(history) ?? 0) + count);
    kinds.set(history, (kinds.get(history) ?? 0) + 1);
  }
  const backoff = new Map([...totals].map(([history, total]) => [history, (DISCOUNT * kinds.get(history)!) / total]));
  const probability = (key: number): number => {
    const history = Math.floor(key / base);
    const own = Math.max(0, (counts.get(key) ?? 0) - DISCOUNT) / (totals.get(history) ?? 1);
    return own + (backoff.get(history) ?? 1) * lower(key % base, history);
  };
  const keys = [...counts.keys()].sort((a, b) => a - b);
  return { seen: keys.map((key) => [key, probability(key)]), backoff, probability };
}

interface Model {
  readonly vocabulary: readonly string[];
  readonly base: number;
  readonly unigrams: Float64Array;
  readonly pairModel: Order;
  readonly tripleModel: Order;
}

function pack({ vocabulary, base, unigrams, pairModel, tripleModel }: Model): NgramData {
  const words = vocabulary.length;
  const pairIndex = new Map(pairModel.seen.map(([key], index) => [key, index]));
  const histories = (seen: Order['seen'], slots: number, slotOf: (history: number) => number): Uint32Array => {
    const starts = new Uint32Array(slots + 1);
    for (const [key] of seen) starts[slotOf(Math.floor(key / base)) + 1]! += 1;
    for (let slot = 0; slot < slots; slot += 1) starts[slot + 1]! += starts[slot]!;
    return starts;
  };
  const logs = (seen: Order['seen']): Uint8Array => Uint8Array.from(seen, ([, p]) => quantise(Math.log(p)));
  const secondWords = (seen: Order['seen']): Uint16Array => Uint16Array.from(seen, ([key]) => key % base);
  return {
    words,
    vocabulary: frontCode(vocabulary),
    unigramLog: Uint8Array.from(unigrams, (p) => quantise(Math.log(p))),
    unigramBackoff: Uint8Array.from({ length: words + 1 }, (_, word) =>
      quantise(Math.log(pairModel.backoff.get(word) ?? 1)),
    ),
    bigramStart: histories(pairModel.seen, words + 1, (history) => history),
    bigramWord: secondWords(pairModel.seen),
    bigramLog: logs(pairModel.seen),
    bigramBackoff: Uint8Array.from(pairModel.seen, ([key]) => quantise(Math.log(tripleModel.backoff.get(key) ?? 1))),
    trigramStart: histories(tripleModel.seen, pairModel.seen.length, (history) => pairIndex.get(history)!),
    trigramWord: secondWords(tripleModel.seen),
    trigramLog: logs(tripleModel.seen),
  };
}

function frontCode(vocabulary: readonly string[]): Uint8Array {
  const bytes: number[] = [];
  let previous: readonly number[] = [];
  for (const word of vocabulary) {
    const letters = lettersOf(word);
    let shared = 0;
    while (shared < previous.length && letters[shared] === previous[shared]) shared += 1;
    bytes.push(shared, letters.length - shared, ...letters.slice(shared));
    previous = letters;
  }
  return Uint8Array.from(bytes);
}
