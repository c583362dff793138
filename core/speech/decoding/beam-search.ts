/** CTC prefix beam search over letters with a word language model. Source of the algorithm: Hannun et al., 2014, 1408.2873. */

import { BOOST_ROOT, NOT_BOOSTED, type WordBoost } from './word-boost.ts';
import { edgeIsFinal, edgeTarget, NO_EDGES, OUTSIDE, TRIE_ROOT, UNKNOWN_WORD, type WordLm } from './word-lm.ts';

/** Weights of the search; tuned on held-out lines of the corpus (models/training/language-model/README.md). */
export interface BeamOptions {
  /** Hypotheses kept per frame. */
  readonly width: number;
  /** Letters less likely than exp(-letterCutoff) in a frame are not tried. */
  readonly letterCutoff: number;
  /** Weight of the language model's log-probability of each word. */
  readonly lmWeight: number;
  /** Added per word, against the preference for few long words. */
  readonly wordBonus: number;
  /** Log-probability (before weighting) of a word that only the general dictionary knows. */
  readonly dictionaryLog: number;
  /** Log-probability (before weighting) of a word that nothing knows. */
  readonly unknownLog: number;
  /** Taken per letter that leads out of all known words; prunes nonsense before its word ends. */
  readonly unknownLetterPenalty: number;
  /** Log-probability (before weighting) of a word that the user listed, where the model's own is lower. */
  readonly boostedLog: number;
  /** Added per letter on the way to a listed word, and taken back where the word does not come. */
  readonly boostedLetterBonus: number;
}

export const DEFAULT_BEAM: BeamOptions = {
  width: 32,
  letterCutoff: 8,
  lmWeight: 0.5,
  wordBonus: 2,
  dictionaryLog: -14,
  unknownLog: -18,
  unknownLetterPenalty: 3,
  boostedLog: -8,
  boostedLetterBonus: 0.7,
};

/** Letters and their places in the model's output: the space is 0, letters 1..32, and the blank comes last. */
const SPACE = 0;
const NO_NODE = -1;
const ROOT = 0;

/** Finds the most likely text of a matrix of log-probabilities. */
export interface BeamSearch {
  /**
   * @param logProbs natural log-probabilities, `frames` rows of `symbols` numbers
   * @param boost words to listen for
   * @returns symbols of the best text (0 = space), without leading, trailing or double spaces
   */
  decode(
    logProbs: Float32Array,
    shape: { readonly frames: number; readonly symbols: number },
    boost?: WordBoost | null,
  ): Uint8Array;
}

/** Hypotheses as a tree of prefixes in growing typed arrays; nodes are numbers. */
function createPrefixTree(lm: WordLm, options: BeamOptions) {
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

/** ln(exp(a) + exp(b)). */
function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** The hypotheses alive in one frame: nodes with the log-probabilities of ending in a blank or in a letter. */
function createBeam() {
  const slotOf = new Map<number, number>();
  const nodes: number[] = [];
  const blank: number[] = [];
  const letter: number[] = [];
  const slot = (node: number): number => {
    const known = slotOf.get(node);
    if (known !== undefined) return known;
    slotOf.set(node, nodes.length);
    nodes.push(node);
    blank.push(-Infinity);
    letter.push(-Infinity);
    return nodes.length - 1;
  };
  return {
    nodes,
    blank,
    letter,
    clear(): void {
      slotOf.clear();
      nodes.length = 0;
      blank.length = 0;
      letter.length = 0;
    },
    addBlank(node: number, log: number): void {
      const at = slot(node);
      blank[at] = logAdd(blank[at]!, log);
    },
    addLetter(node: number, log: number): void {
      const at = slot(node);
      letter[at] = logAdd(letter[at]!, log);
    },
  };
}

/** A search that keeps its buffers between calls; calls must not overlap. */
export function createBeamSearch(lm: WordLm, options: BeamOptions = DEFAULT_BEAM): BeamSearch {
  const tree = createPrefixTree(lm, options);
  let now = createBeam();
  let next = createBeam();

  /** Numbers of the `width` best hypotheses of `now`, best first. */
  const best = (): number[] => {
    const totals = now.nodes.map((node, i) => logAdd(now.blank[i]!, now.letter[i]!) + tree.scoreOf(node));
    const order = totals.map((_, i) => i).sort((a, b) => totals[b]! - totals[a]!);
    return order.slice(0, options.width);
  };

  const step = (row: Float32Array, letters: readonly number[]): void => {
    const blankLog = row[row.length - 1]!;
    const blankOrSpace = logAdd(blankLog, row[SPACE]!);
    next.clear();
    for (const i of best()) {
      const node = now.nodes[i]!;
      const endsBlank = now.blank[i]!;
      const endsLetter = now.letter[i]!;
      const total = logAdd(endsBlank, endsLetter);
      const last = tree.symbolOf(node);
      // A space at the start or after a space changes nothing: it counts as a blank.
      next.addBlank(node, total + (last === SPACE ? blankOrSpace : blankLog));
      if (last !== SPACE && endsLetter !== -Infinity) next.addLetter(node, endsLetter + row[last]!);
      for (const symbol of letters) {
        if (symbol === SPACE && last === SPACE) continue;
        // A letter repeats only across a blank.
        const log = symbol === last ? endsBlank : total;
        if (log !== -Infinity) next.addLetter(tree.child(node, symbol), log + row[symbol]!);
      }
    }
    [now, next] = [next, now];
  };

  return {
    decode(logProbs, { frames, symbols }, boost = null) {
      tree.reset(boost);
      now.clear();
      now.addBlank(ROOT, 0);
      for (let frame = 0; frame < frames; frame += 1) {
        const row = logProbs.subarray(frame * symbols, (frame + 1) * symbols);
        const letters: number[] = [];
        for (let symbol = 0; symbol < symbols - 1; symbol += 1) {
          if (row[symbol]! > -options.letterCutoff) letters.push(symbol);
        }
        step(row, letters);
      }
      let bestNode = ROOT;
      let bestTotal = -Infinity;
      now.nodes.forEach((node, i) => {
        const total = logAdd(now.blank[i]!, now.letter[i]!) + tree.finalScore(node);
        if (total > bestTotal) [bestNode, bestTotal] = [node, total];
      });
      return tree.text(bestNode);
    },
  };
}
