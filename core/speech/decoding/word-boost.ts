/** Words that the searches are to listen for, as a tree of letters. */

import { ALPHABET, SPACE } from './alphabet.ts';
import { formsOf } from './word-forms.ts';

/** Not within any of the words. */
export const NOT_BOOSTED = -1;
export const BOOST_ROOT = 0;

export interface WordBoost {
  /** The node behind `node` with one more symbol (0 = space, else a letter), or `NOT_BOOSTED`. */
  next(node: number, symbol: number): number;
  /** Whether a word, in one of its forms, or a word of a phrase ends at the node. */
  endsWord(node: number): boolean;
  /** Whether all of a listed word or phrase has been heard at the node. */
  isComplete(node: number): boolean;
  /** Letters of the word or phrase that is complete at the node, as the user wrote it; 0 where none is. */
  lettersOf(node: number): number;
  /** Letters of the longest word or phrase that may still be completed from the node. */
  lettersAhead(node: number): number;
}

interface Node {
  readonly next: Map<number, number>;
  letters: number;
  lettersAhead: number;
}

/** Trees of this size are still built in milliseconds: 2000 words of ten forms each. */
const MOST_NODES = 500_000;

/**
 * @param words as the user writes them; only those of Russian letters (and spaces) can be listened for
 * @returns null where there is nothing to listen for
 */
export function createWordBoost(words: readonly string[]): WordBoost | null {
  const nodes: Node[] = [{ next: new Map(), letters: 0, lettersAhead: 0 }];
  const add = (text: string, letters: number): void => {
    let at = BOOST_ROOT;
    nodes[at]!.lettersAhead = Math.max(nodes[at]!.lettersAhead, letters);
    for (const letter of text) {
      const symbol = ALPHABET.indexOf(letter);
      let next = nodes[at]!.next.get(symbol);
      if (next === undefined) {
        next = nodes.length;
        nodes.push({ next: new Map(), letters: 0, lettersAhead: 0 });
        nodes[at]!.next.set(symbol, next);
      }
      at = next;
      nodes[at]!.lettersAhead = Math.max(nodes[at]!.lettersAhead, letters);
    }
    nodes[at]!.letters = Math.max(nodes[at]!.letters, letters);
  };
  for (const word of words) {
    const text = word
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replace(/[-\s]+/g, ' ')
      .trim();
    if (!/^[а-я]+( [а-я]+)*$/.test(text)) continue;
    // Only the last word of a phrase is declined: «новый дом» is listened for as «новый дома» too, not as «нового дома».
    const last = text.split(' ').at(-1)!;
    const start = text.slice(0, text.length - last.length);
    for (const form of formsOf(last)) if (nodes.length < MOST_NODES) add(start + form, text.length);
  }
  if (nodes.length === 1) return null;
  return {
    next: (node, symbol) => (node === NOT_BOOSTED ? NOT_BOOSTED : (nodes[node]!.next.get(symbol) ?? NOT_BOOSTED)),
    endsWord: (node) => node > BOOST_ROOT && (nodes[node]!.letters > 0 || nodes[node]!.next.has(SPACE)),
    isComplete: (node) => node > BOOST_ROOT && nodes[node]!.letters > 0,
    lettersOf: (node) => nodes[node]!.letters,
    lettersAhead: (node) => nodes[node]!.lettersAhead,
  };
}

/** The same list comes with every piece of a recording: its tree is built once. */
export function createBoostCache(): (words: readonly string[] | undefined) => WordBoost | null {
  let last: { readonly words: readonly string[]; readonly boost: WordBoost | null } = { words: [], boost: null };
  return (words = []) => {
    if (words !== last.words) last = { words, boost: createWordBoost(words) };
    return last.boost;
  };
}
