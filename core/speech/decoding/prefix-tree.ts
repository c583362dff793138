/** The hypotheses of the beam search as a tree of prefixes, each with what its words add to the score. */

import { SPACE } from './alphabet.ts';
import type { BeamOptions } from './beam-options.ts';
import { BOOST_ROOT, NOT_BOOSTED, type WordBoost } from './word-boost.ts';
import { edgeIsFinal, edgeTarget, NO_EDGES, OUTSIDE, TRIE_ROOT, UNKNOWN_WORD, type WordLm } from './word-lm.ts';

const NO_NODE = -1;
export const ROOT = 0;

/** Nodes are numbers, their facts lie in growing typed arrays. */
export function createPrefixTree(lm: WordLm, options: BeamOptions) {
  let capacity = 4096;
  let parent = new Int32Array(capacity);
  let symbol = new Uint8Array(capacity);
  let firstChild = new Int32Array(capacity);
  let nextSibling = new Int32Array(capacity);
  let vocabularyNode = new Int32Array(capacity);
  let dictionaryNode = new Int32Array(capacity);
  let isDictionaryWord = new Uint8Array(capacity);
  let lastWord = new Int32Array(capacity);
  let wordBefore = new Int32Array(capacity);
  let score = new Float64Array(capacity);
  /** Where the node stands in the tree of listed words, and the bonus that is taken back if its word does not come. */
  let boostNode = new Int32Array(capacity);
  let onTrust = new Float64Array(capacity);
  let boost: WordBoost | null = null;
  let size = 0;

  const grown = <T extends Int32Array | Uint8Array | Float64Array>(old: T, fresh: T): T => {
    fresh.set(old);
    return fresh;
  };
  const grow = (): void => {
    capacity *= 2;
    parent = grown(parent, new Int32Array(capacity));
    symbol = grown(symbol, new Uint8Array(capacity));
    firstChild = grown(firstChild, new Int32Array(capacity));
    nextSibling = grown(nextSibling, new Int32Array(capacity));
    vocabularyNode = grown(vocabularyNode, new Int32Array(capacity));
    dictionaryNode = grown(dictionaryNode, new Int32Array(capacity));
    isDictionaryWord = grown(isDictionaryWord, new Uint8Array(capacity));
    lastWord = grown(lastWord, new Int32Array(capacity));
    wordBefore = grown(wordBefore, new Int32Array(capacity));
    score = grown(score, new Float64Array(capacity));
    boostNode = grown(boostNode, new Int32Array(capacity));
    onTrust = grown(onTrust, new Float64Array(capacity));
  };
  const endsListedWord = (node: number): boolean => boost !== null && boost.endsWord(boostNode[node]!);

  /** What the word that ends at `node` adds to the score. */
  const wordScore = (node: number): number => {
    const word = lm.wordAt(vocabularyNode[node]!);
    let log = options.unknownLog;
    if (word !== UNKNOWN_WORD) log = lm.logProbability(word, lastWord[node]!, wordBefore[node]!);
    else if (isDictionaryWord[node] === 1) log = options.dictionaryLog;
    if (endsListedWord(node)) log = Math.max(log, options.boostedLog);
    return options.lmWeight * log + options.wordBonus;
  };

  const create = (from: number, letter: number): number => {
    if (size === capacity) grow();
    const node = size;
    size += 1;
    parent[node] = from;
    symbol[node] = letter;
    firstChild[node] = NO_NODE;
    nextSibling[node] = firstChild[from]!;
    firstChild[from] = node;
    isDictionaryWord[node] = 0;
    if (letter === SPACE) {
      vocabularyNode[node] = TRIE_ROOT;
      dictionaryNode[node] = lm.dictionaryRoot;
      lastWord[node] = lm.wordAt(vocabularyNode[from]!);
      wordBefore[node] = lastWord[from]!;
      score[node] = score[from]! + wordScore(from);
      endWord(node, from);
      return node;
    }
    const edge = lm.dictionaryEdge(dictionaryNode[from]!, letter);
    const next = lm.nextPrefix(vocabularyNode[from]!, letter);
    vocabularyNode[node] = next;
    dictionaryNode[node] = edge === 0 ? NO_EDGES : edgeTarget(edge);
    isDictionaryWord[node] = edge !== 0 && edgeIsFinal(edge) ? 1 : 0;
    lastWord[node] = lastWord[from]!;
    wordBefore[node] = wordBefore[from]!;
    const listed = boost === null ? NOT_BOOSTED : boost.next(boostNode[from]!, letter);
    const isListed = listed !== NOT_BOOSTED;
    boostNode[node] = listed;
    onTrust[node] = isListed ? onTrust[from]! + options.boostedLetterBonus : 0;
    const isKnown = next !== OUTSIDE || edge !== 0 || isListed;
    score[node] = score[from]! - onTrust[from]! + onTrust[node] - (isKnown ? 0 : options.unknownLetterPenalty);
    return node;
  };

  /** The bonus of a listed word is kept, that of a phrase stays on trust until its last word, any other goes. */
  const endWord = (node: number, from: number): void => {
    boostNode[node] = BOOST_ROOT;
    onTrust[node] = 0;
    if (boost === null) return;
    const trusted = onTrust[from]!;
    const isEarned = boost.isComplete(boostNode[from]!);
    const phrase = boost.next(boostNode[from]!, SPACE);
    if (phrase !== NOT_BOOSTED) boostNode[node] = phrase;
    if (isEarned) return;
    if (phrase === NOT_BOOSTED) score[node] = score[node]! - trusted;
    else onTrust[node] = trusted;
  };

  return {
    reset(listed: WordBoost | null): void {
      boost = listed;
      boostNode[ROOT] = BOOST_ROOT;
      onTrust[ROOT] = 0;
      size = 1;
      parent[ROOT] = NO_NODE;
      symbol[ROOT] = SPACE;
      firstChild[ROOT] = NO_NODE;
      nextSibling[ROOT] = NO_NODE;
      vocabularyNode[ROOT] = TRIE_ROOT;
      dictionaryNode[ROOT] = lm.dictionaryRoot;
      isDictionaryWord[ROOT] = 0;
      lastWord[ROOT] = lm.sentenceStart;
      wordBefore[ROOT] = UNKNOWN_WORD;
      score[ROOT] = 0;
    },
    child(from: number, letter: number): number {
      for (let node = firstChild[from]!; node !== NO_NODE; node = nextSibling[node]!) {
        if (symbol[node] === letter) return node;
      }
      return create(from, letter);
    },
    symbolOf: (node: number): number => symbol[node]!,
    scoreOf: (node: number): number => score[node]!,
    /** The score with the unfinished last word counted as finished. */
    finalScore(node: number): number {
      if (symbol[node] === SPACE) return score[node]! - onTrust[node]!;
      const isEarned = boost?.isComplete(boostNode[node]!) === true;
      return score[node]! + wordScore(node) - (isEarned ? 0 : onTrust[node]!);
    },
    text(node: number): Uint8Array {
      const reversed: number[] = [];
      for (let at = node; at !== ROOT; at = parent[at]!) reversed.push(symbol[at]!);
      if (reversed[0] === SPACE) reversed.shift();
      return Uint8Array.from(reversed.reverse());
    },
    get size(): number {
      return size;
    },
  };
}
