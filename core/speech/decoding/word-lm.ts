/** The word language model at work: prefixes of known words, and the probability of a word after two others. */

import { edgeIsFinal, edgeTarget, findEdge, NO_EDGES } from './word-automaton.ts';
import { LOG_STEP, type WordLmData } from './word-lm-file.ts';

/** Letters 1..32 and one slot for the number of the word that ends here. */
const TRIE_WIDTH = 33;
export const TRIE_ROOT = 0;
/** Not a prefix of any word of the vocabulary. */
export const OUTSIDE = -1;
/** Stands for a word that is not in the vocabulary. */
export const UNKNOWN_WORD = -1;

export interface WordLm {
  /** Number that stands for the start of a sentence in a word history. */
  readonly sentenceStart: number;
  /** The vocabulary node behind `node` with one more letter (1..32), or `OUTSIDE`. */
  nextPrefix(node: number, letter: number): number;
  /** The word that ends at a vocabulary node, or `UNKNOWN_WORD`. */
  wordAt(node: number): number;
  /** First node of the general dictionary. */
  readonly dictionaryRoot: number;
  /** Edge of the dictionary with this letter, 0 = none (word-automaton.ts). */
  dictionaryEdge(node: number, letter: number): number;
  /** ln P(word | before, last); `UNKNOWN_WORD` in the history backs off. Only for known words. */
  logProbability(word: number, last: number, before: number): number;
}

export { edgeIsFinal, edgeTarget, NO_EDGES };

/** Builds the search structures; about 50 ms for 35,000 words. */
export function createWordLm(data: WordLmData): WordLm {
  const trie = buildTrie(data);
  const { bigramStart, bigramWord, trigramStart, trigramWord } = data;
  return {
    sentenceStart: data.words,
    nextPrefix: (node, letter) => (node === OUTSIDE ? OUTSIDE : trie[node * TRIE_WIDTH + letter]! || OUTSIDE),
    wordAt: (node) => (node === OUTSIDE ? UNKNOWN_WORD : trie[node * TRIE_WIDTH]! - 1),
    dictionaryRoot: data.dictionaryRoot,
    dictionaryEdge: (node, letter) => findEdge(data.dictionary, node, letter),
    logProbability(word, last, before) {
      if (last === UNKNOWN_WORD) return -data.unigramLog[word]! * LOG_STEP;
      const pair = find(bigramWord, word, [bigramStart[last]!, bigramStart[last + 1]!]);
      let backoff = 0;
      if (before !== UNKNOWN_WORD) {
        const history = find(bigramWord, last, [bigramStart[before]!, bigramStart[before + 1]!]);
        if (history >= 0) {
          const triple = find(trigramWord, word, [trigramStart[history]!, trigramStart[history + 1]!]);
          if (triple >= 0) return -data.trigramLog[triple]! * LOG_STEP;
          backoff = data.bigramBackoff[history]!;
        }
      }
      if (pair >= 0) return -(backoff + data.bigramLog[pair]!) * LOG_STEP;
      return -(backoff + data.unigramBackoff[last]! + data.unigramLog[word]!) * LOG_STEP;
    },
  };
}

/** Binary search in a sorted stretch of `values`; -1 where `value` is missing. */
function find(values: Uint16Array, value: number, [start, end]: readonly [number, number]): number {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = values[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The vocabulary as rows of 33 integers: word number + 1 in slot 0, row of the next node in slots 1..32. */
function buildTrie(data: WordLmData): Int32Array {
  const { vocabulary } = data;
  let letters = 0;
  for (let at = 0; at < vocabulary.length; at += 2 + vocabulary[at + 1]!) letters += vocabulary[at + 1]!;
  const trie = new Int32Array((letters + 1) * TRIE_WIDTH);
  const path = new Int32Array(256);
  let nodes = 1;
  for (let at = 0, word = 0; at < vocabulary.length; word += 1) {
    const shared = vocabulary[at]!;
    const added = vocabulary[at + 1]!;
    at += 2;
    for (let depth = shared; depth < shared + added; depth += 1, at += 1) {
      trie[path[depth]! * TRIE_WIDTH + vocabulary[at]!] = nodes;
      path[depth + 1] = nodes;
      nodes += 1;
    }
    trie[path[shared + added]! * TRIE_WIDTH] = word + 1;
  }
  return trie;
}
