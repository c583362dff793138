/** A small knowledge base: plain text, a blank line between facts. The fitting ones are found by their words. */

/** Beginnings of words carry the meaning; Russian endings do not. */
const ROOT_LENGTH = 5;
/** Shorter words are prepositions and the like. */
const SHORTEST_WORD = 4;
/** Facts beyond this are not looked at. */
const MAX_FACTS = 500;
const LONGEST_FACT = 600;

/** @param text of the knowledge base @returns its facts in order, whitespace tidied, each at most 600 characters */
export function factsOf(text: string): string[] {
  return text
    .split(/\r?\n\s*\n/u)
    .map((fact) => fact.replaceAll(/\s+/gu, ' ').trim().slice(0, LONGEST_FACT))
    .filter((fact) => fact !== '')
    .slice(0, MAX_FACTS);
}

function rootsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD).map((word) => word.slice(0, ROOT_LENGTH)));
}

/**
 * Facts that share words with `query`, the closest first: rare words count more (inverse document frequency), long facts
 * are not preferred (length norm).
 * @param count at most so many @returns nothing when no word is shared: an unfitting fact is worse than none
 */
export function fittingFacts(facts: readonly string[], query: string, count: number): string[] {
  const roots = facts.map(rootsOf);
  const wanted = rootsOf(query);
  const weightOf = (root: string): number => {
    const holders = roots.filter((fact) => fact.has(root)).length;
    return holders === 0 ? 0 : Math.log(1 + facts.length / holders);
  };
  const weights = new Map([...wanted].map((root) => [root, weightOf(root)]));
  return facts
    .map((fact, at) => {
      const own = roots[at]!;
      const shared = [...own].reduce((sum, root) => sum + (weights.get(root) ?? 0), 0);
      return { fact, at, score: shared / Math.sqrt(Math.max(1, own.size)) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, count)
    .map(({ fact }) => fact);
}
