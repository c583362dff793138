/**
 * A set of words as a minimal acyclic automaton in one integer array: 1.5 million word forms take about a megabyte.
 *
 * An edge is 32 bits: letter (6 bits), "a word ends here" (1), "last edge of its node" (1), number of the first edge of
 * the node it leads to (24; 0 = no edges). Node 0 does not exist as a target, so edge 0 is a filler. Letters are 1..32.
 */

/** Where a walk through the automaton stands: the number of the first edge of a node; 0 = no way on. */
export type AutomatonNode = number;

export const NO_EDGES: AutomatonNode = 0;

export const packEdge = (edge: { letter: number; isFinal: boolean; isLast: boolean; target: number }): number =>
  ((edge.target << 8) | (edge.isLast ? 128 : 0) | (edge.isFinal ? 64 : 0) | edge.letter) >>> 0;

/** The edge of `node` with this letter as stored, or 0 where there is none. */
export function findEdge(edges: Uint32Array, node: AutomatonNode, letter: number): number {
  if (node === NO_EDGES) return 0;
  for (let at = node; ; at += 1) {
    const edge = edges[at]!;
    if ((edge & 63) === letter) return edge;
    if (edge & 128) return 0;
  }
}

export const edgeTarget = (edge: number): AutomatonNode => edge >>> 8;
export const edgeIsFinal = (edge: number): boolean => (edge & 64) !== 0;
