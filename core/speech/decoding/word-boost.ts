/** Words that the beam search is to listen for, as a tree of letters. */

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
}

interface Node {
  readonly next: Map<number, number>;
  isComplete: boolean;
}

const SPACE = 0;
/** Trees of this size are still built in milliseconds: 2000 words of ten forms each. */
const MOST_NODES = 500_000;

/**
 * @param words as the user writes them; only those of Russian letters (and spaces) can be listened for
 * @param alphabet the model's symbols: the space, then letters
 * @returns null where there is nothing to listen for
 */
export function createWordBoost(words: readonly string[], alphabet: string): WordBoost | null {
  const nodes: Node[] = [{ next: new Map(), isComplete: false }];
  const add = (text: string): void => {
    let at = BOOST_ROOT;
    for (const letter of text) {
      const symbol = alphabet.indexOf(letter);
      let next = nodes[at]!.next.get(symbol);
      if (next === undefined) {
        next = nodes.length;
        nodes.push({ next: new Map(), isComplete: false });
        nodes[at]!.next.set(symbol, next);
      }
      at = next;
    }
    nodes[at]!.isComplete = true;
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
    for (const form of formsOf(last)) if (nodes.length < MOST_NODES) add(start + form);
  }
  if (nodes.length === 1) return null;
  return {
    next: (node, symbol) => (node === NOT_BOOSTED ? NOT_BOOSTED : (nodes[node]!.next.get(symbol) ?? NOT_BOOSTED)),
    endsWord: (node) => node > BOOST_ROOT && (nodes[node]!.isComplete || nodes[node]!.next.has(SPACE)),
    isComplete: (node) => node > BOOST_ROOT && nodes[node]!.isComplete,
  };
}
