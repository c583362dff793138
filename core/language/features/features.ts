/**
 * Text to features, the one extractor for training and for use.
 *
 * Two groups, each scaled to length 1 on its own so that neither drowns the other: `words` (stems, words, n-grams,
 * pairs with a gap, concepts, all once more inside the reach of a negation) and `chars` (n-grams of letters across
 * word borders, which survive wrong endings and wrongly split words).
 */

import type { Token } from '../text/tokens.ts';
import { stemOf } from '../text/stems.ts';
import { createHashSet } from './hash-set.ts';
import type { HashSet } from './hash-set.ts';
import { conceptsOf } from './concepts.ts';
import { hashPair, hashStep, hashText } from './hash.ts';

/** Feature hashes without repeats, by group. */
export interface FeatureGroups {
  readonly words: Uint32Array;
  readonly chars: Uint32Array;
}

/** Kinds of features; part of every hash so that equal texts of different kinds stay apart. */
const KIND = {
  stem: 1, word: 2, stems2: 3, stems3: 4, gap: 5, negatedStem: 6, concept: 7, concepts2: 8, negatedConcept: 9,
  conceptStem: 10, edge: 11, length: 12,
} as const; // prettier-ignore

const NEGATIONS = new Set(['не', 'нет', 'без', 'ни', 'никак', 'нельзя', 'нету']);
/** Words after a negation that it still governs. */
const NEGATION_REACH = 3;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
/** Words of a text that are looked at; beyond that features repeat anyway. */
const MOST_TOKENS = 1000;
const SPACE = 32;

interface Word {
  readonly stem: number;
  readonly word: number;
  readonly concepts: readonly number[];
  readonly isNegation: boolean;
}

const knownWords = new Map<string, Word>();
const REMEMBERED_WORDS = 50_000;

function describeWord(word: string): Word {
  const found = knownWords.get(word);
  if (found) return found;
  const described = {
    stem: hashText(stemOf(word)),
    word: hashText(word),
    concepts: conceptsOf(word).map((name) => hashText(`§${name}`)),
    isNegation: NEGATIONS.has(word),
  };
  if (knownWords.size >= REMEMBERED_WORDS) knownWords.clear();
  knownWords.set(word, described);
  return described;
}

function addWordFeatures(tokens: readonly Token[], out: HashSet): void {
  const words = tokens.map(({ word }) => describeWord(word));
  const add = (kind: number, hash: number): void => {
    out.add(hashPair(kind, hash));
  };
  let reach = 0;
  words.forEach((word, at) => {
    const isNegated = reach > 0;
    reach = word.isNegation ? NEGATION_REACH : Math.max(0, reach - 1);
    const [before, next, third, fourth] = [words[at - 1], words[at + 1], words[at + 2], words[at + 3]];
    add(KIND.stem, word.stem);
    add(KIND.word, word.word);
    if (isNegated) add(KIND.negatedStem, word.stem);
    if (next) add(KIND.stems2, hashPair(word.stem, next.stem));
    if (next && third) add(KIND.stems3, hashPair(hashPair(word.stem, next.stem), third.stem));
    if (third) add(KIND.gap, hashPair(word.stem, third.stem));
    if (fourth) add(KIND.gap, hashPair(word.stem, fourth.stem));
    for (const concept of word.concepts) {
      add(KIND.concept, concept);
      if (isNegated) add(KIND.negatedConcept, concept);
      if (next) for (const other of next.concepts) add(KIND.concepts2, hashPair(concept, other));
      if (third) for (const other of third.concepts) add(KIND.concepts2, hashPair(concept, other));
      if (before) add(KIND.conceptStem, hashPair(before.stem, concept));
      if (next) add(KIND.conceptStem, hashPair(concept, next.stem));
    }
  });
  const first = words[0];
  const last = words.at(-1);
  if (first && last) {
    add(KIND.edge, hashPair(first.stem, 1));
    add(KIND.edge, hashPair(last.stem, 2));
    if (words[1]) add(KIND.edge, hashPair(hashPair(first.stem, words[1].stem), 3));
  }
  add(KIND.length, Math.min(6, Math.floor(Math.log2(words.length + 1) * 1.5)));
}

const collected = createHashSet();

function addCharFeatures(tokens: readonly Token[], out: HashSet): void {
  const codes: number[] = [SPACE];
  for (const { word } of tokens) {
    for (let at = 0; at < word.length; at++) codes.push(word.charCodeAt(at));
    codes.push(SPACE);
  }
  const seed = hashText('chars');
  for (let from = 0; from < codes.length; from++) {
    let hash = seed;
    const end = Math.min(codes.length, from + LONGEST_GRAM);
    for (let at = from; at < end; at++) {
      hash = hashStep(hash, codes[at]!);
      if (at - from + 1 >= SHORTEST_GRAM) out.add(hash >>> 0);
    }
  }
}

const NO_FEATURES: FeatureGroups = { words: new Uint32Array(0), chars: new Uint32Array(0) };

/** @param tokens of one utterance or clause @returns its features; no tokens give no features */
export function extractFeatures(tokens: readonly Token[]): FeatureGroups {
  if (tokens.length === 0) return NO_FEATURES;
  const seen = tokens.length > MOST_TOKENS ? tokens.slice(0, MOST_TOKENS) : tokens;
  collected.clear();
  addWordFeatures(seen, collected);
  const words = collected.values();
  collected.clear();
  addCharFeatures(seen, collected);
  return { words, chars: collected.values() };
}
