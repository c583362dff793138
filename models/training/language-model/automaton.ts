/** Builds the minimal automaton of a word list (core/speech/decoding/word-automaton.ts). */

import { packEdge } from '#core/speech/decoding/word-automaton.ts';
import { lettersOf } from './letters.ts';

interface State {
  isFinal: boolean;
  readonly edges: { readonly letter: number; target: State }[];
  /** Number of its first edge once written. */
  first: number;
}

const newState = (): State => ({ isFinal: false, edges: [], first: 0 });

/**
 * Words must be sorted by code unit. Equal tails are shared as words are added (Daciuk, Mihov, Watson, Watson: Incremental
 * construction of minimal acyclic finite-state automata, 2000, algorithm 1).
 */
export function buildAutomaton(words: readonly string[]): { edges: Uint32Array; root: number } {
  const root = newState();
  const register = new Map<string, State>();
  const numbers = new Map<State, number>();
  const signature = (state: State): string =>
    `${state.isFinal ? 1 : 0}${state.edges.map(({ letter, target }) => `,${letter}:${numbers.get(target)!}`).join('')}`;
  const minimise = (path: readonly State[], depth: number): void => {
    for (let level = path.length - 1; level > depth; level -= 1) {
      const state = path[level]!;
      const key = signature(state);
      const known = register.get(key);
      if (known === undefined) {
        register.set(key, state);
        numbers.set(state, numbers.size);
      } else path[level - 1]!.edges.at(-1)!.target = known;
    }
  };
  let path: State[] = [root];
  let previous: readonly number[] = [];
  for (const word of words) {
    const letters = lettersOf(word);
    let shared = 0;
    while (shared < letters.length && letters[shared] === previous[shared]) shared += 1;
    minimise(path, shared);
    path = path.slice(0, shared + 1);
    for (const letter of letters.slice(shared)) {
      const target = newState();
      path.at(-1)!.edges.push({ letter, target });
      path.push(target);
    }
    path.at(-1)!.isFinal = true;
    previous = letters;
  }
  minimise(path, 0);
  return layOut(root);
}

/** Numbers the edges (0 stays unused) and packs them. */
function layOut(root: State): { edges: Uint32Array; root: number } {
  const order: State[] = [];
  let next = 1;
  const pending = [root];
  const seen = new Set<State>(pending);
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    state.first = state.edges.length === 0 ? 0 : next;
    next += state.edges.length;
    order.push(state);
    for (const { target } of state.edges) {
      if (seen.has(target)) continue;
      seen.add(target);
      pending.push(target);
    }
  }
  const edges = new Uint32Array(next);
  for (const state of order) {
    state.edges.forEach(({ letter, target }, i) => {
      const isLast = i === state.edges.length - 1;
      edges[state.first + i] = packEdge({ letter, isFinal: target.isFinal, isLast, target: target.first });
    });
  }
  return { edges, root: root.first };
}
