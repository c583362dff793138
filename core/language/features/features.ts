/**
 * Text to features, the one extractor for training and for use.
 *
 * Two groups, each scaled to length 1 on its own so that neither drowns the other: `words` (stems, words, n-grams,
 * pairs with a gap, concepts, all once more inside the reach of a negation) and `chars` (n-grams of letters across
 * word borders, which survive wrong endings and wrongly split words).
 */

import type { Token } from '../text/tokens.ts';
import { stemOf } from '../text/stems.ts';
import { conceptsOf } from './concepts.ts';
import { hashPair, hashStep, hashText } from './hash.ts';

/** Feature hashes without repeats, by group. */
export interface FeatureGroups {
  readonly words: readonly number[];
  readonly chars: readonly number[];
}

/** Kinds of features; part of every hash so that equal texts of different kinds stay apart. */
const KIND = {
  stem: 1, word: 2, stems2: 3, stems3: 4, gap: 5, negatedStem: 6, concept: 7, concepts2: 8, negatedConcept: 9,
  conceptStem: 10, edge: 11, length: 12, chars: 13, conceptPair: 14, question: 15,
} as const; // prettier-ignore

const NEGATIONS = new Set(['не', 'нет', 'без', 'ни', 'никак', 'нельзя', 'нету']);
/** Words after a negation that it still governs. */
const NEGATION_REACH = 3;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
/** Words of a text that are looked at; beyond that features repeat anyway. */
const MOST_TOKENS = 1500;
const SPACE = 32;

interface Word {
  readonly stem: number;
  readonly concepts: readonly number[];
  readonly isNegated: boolean;
}

const conceptHashes = new Map<string, number>();
function conceptHash(name: string): number {
  let hash = conceptHashes.get(name);
  if (hash === undefined) conceptHashes.set(name, (hash = hashText(`§${name}`)));
  return hash;
}

function describeWords(tokens: readonly Token[]): Word[] {
  let reach = 0;
  return tokens.map(({ word }) => {
    const isNegated = reach > 0;
    reach = NEGATIONS.has(word) ? NEGATION_REACH : Math.max(0, reach - 1);
    return { stem: hashText(stemOf(word)), concepts: conceptsOf(word).map(conceptHash), isNegated };
  });
}

function addWordFeatures(tokens: readonly Token[], out: Set<number>): void {
  const words = describeWords(tokens);
  const add = (kind: number, hash: number): void => void out.add(hashPair(kind, hash));
  words.forEach((word, at) => {
    add(KIND.stem, word.stem);
    add(KIND.word, hashText(tokens[at]!.word));
    if (word.isNegated) add(KIND.negatedStem, word.stem);
    const next = words[at + 1];
    const third = words[at + 2];
    const fourth = words[at + 3];
    if (next) add(KIND.stems2, hashPair(word.stem, next.stem));
    if (next && third) add(KIND.stems3, hashPair(hashPair(word.stem, next.stem), third.stem));
    if (third) add(KIND.gap, hashPair(word.stem, third.stem));
    if (fourth) add(KIND.gap, hashPair(word.stem, fourth.stem));
    for (const concept of word.concepts) {
      add(KIND.concept, concept);
      if (word.isNegated) add(KIND.negatedConcept, concept);
      for (const other of next?.concepts ?? []) add(KIND.concepts2, hashPair(concept, other));
      for (const other of third?.concepts ?? []) add(KIND.concepts2, hashPair(concept, other));
      const before = words[at - 1];
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

function addCharFeatures(tokens: readonly Token[], out: Set<number>): void {
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

/** @param tokens of one utterance or clause @returns its features; no tokens give no features */
export function extractFeatures(tokens: readonly Token[]): FeatureGroups {
  if (tokens.length === 0) return { words: [], chars: [] };
  const seen = tokens.length > MOST_TOKENS ? tokens.slice(0, MOST_TOKENS) : tokens;
  const words = new Set<number>();
  const chars = new Set<number>();
  addWordFeatures(seen, words);
  addCharFeatures(seen, chars);
  return { words: [...words], chars: [...chars] };
}
