/** The hypotheses alive in one frame of the beam search. */

/** ln(exp(a) + exp(b)). */
export function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** Nodes of the prefix tree with the log-probabilities of ending in a blank or in a letter. */
export function createLiveHypotheses() {
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
