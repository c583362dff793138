/**
 * The greedy path through the frames with listed words put in where they were nearly heard.
 *
 * An exact best-path search without a language model: a hypothesis follows the greedy path for nothing, or goes astray
 * through the tree of listed words and pays for every frame what the network holds against it (log-probability of the
 * likeliest token minus that of its own). A word that comes to its end earns a bonus; one that does not earns nothing, so
 * that no hypothesis stays away from the greedy path without a listed word to show for it. What no listed word touches
 * keeps its tokens and frames. Word spotting beside the greedy path was described by Andrusenko et al., 2024, 2406.07096.
 */

import type { LogProbs } from './alignment.ts';
import { SPACE } from './alphabet.ts';
import { likeliest } from './path-tokens.ts';
import { FOREIGN } from './token-symbols.ts';
import { BOOST_ROOT, NOT_BOOSTED, type WordBoost } from './word-boost.ts';

/** Listed words in the tokens of a model. */
export interface TokenBoost {
  readonly words: WordBoost;
  /** What each token but the blank spells (`symbolsOfToken`). */
  readonly symbols: readonly (readonly number[])[];
  /** How much a listed word may be less likely than the greedy path, per letter as the user wrote it. */
  readonly letterBonus: number;
}

/** Frames `[from, to)`. */
export interface FrameSpan {
  readonly from: number;
  readonly to: number;
}

/** Between words a hypothesis stands at `BOOST_ROOT`, within a listed one at its node, within another one here. */
const UNLISTED = NOT_BOOSTED;

interface Hypothesis {
  readonly node: number;
  /** The symbol of the last frame. */
  readonly symbol: number;
  /** Bonuses less what was paid. */
  readonly score: number;
  readonly before: Hypothesis | null;
}

/** A place in the tree and the bonus earned on the way there. */
interface Step {
  readonly node: number;
  readonly bonus: number;
}

/** @returns a symbol for each frame; the greedy path itself where no listed word was nearly heard */
export function boostedPath(logProbs: LogProbs, boost: TokenBoost, { from, to }: FrameSpan): number[] {
  const blank = logProbs.symbols - 1;
  const highest = boost.letterBonus * boost.words.lettersAhead(BOOST_ROOT);
  let alive: readonly Hypothesis[] = [{ node: BOOST_ROOT, symbol: blank, score: 0, before: null }];
  for (let frame = from; frame < to; frame += 1) {
    const greedy = likeliest(logProbs, frame);
    const row = logProbs.data.subarray(frame * logProbs.symbols, (frame + 1) * logProbs.symbols);
    const tried: number[] = [];
    row.forEach((log, symbol) => {
      if (row[greedy]! - log < highest) tried.push(symbol);
    });
    const next = new Map<number, Hypothesis>();
    const offer = (hypothesis: Hypothesis): void => {
      const key = (hypothesis.node + 1) * logProbs.symbols + hypothesis.symbol;
      const known = next.get(key);
      if (known === undefined || hypothesis.score > known.score) next.set(key, hypothesis);
    };
    for (const before of alive) {
      for (const symbol of tried) {
        const score = before.score + row[symbol]! - row[greedy]!;
        const isNew = symbol !== blank && symbol !== before.symbol;
        const steps = isNew ? stepsOf(before.node, symbol, boost) : [{ node: before.node, bonus: 0 }];
        for (const { node, bonus } of steps) {
          // Unlisted words are spelled as the greedy path spells them.
          if (symbol === greedy || node !== UNLISTED) offer({ node, symbol, score: score + bonus, before });
        }
      }
    }
    alive = worthKeeping([...next.values()], boost);
  }
  return pathTo(bestAtEnd(alive, boost));
}

/** Where a token leads to: several places where a listed word and another begin alike. */
function stepsOf(start: number, token: number, boost: TokenBoost): readonly Step[] {
  let steps: readonly Step[] = [{ node: start, bonus: 0 }];
  for (const symbol of boost.symbols[token]!) {
    steps = steps.flatMap((step) =>
      symbol === SPACE ? afterSpace(step, boost) : afterLetter(step, symbol, boost.words),
    );
  }
  return steps;
}

function afterSpace({ node, bonus }: Step, { words, letterBonus }: TokenBoost): Step[] {
  if (node === UNLISTED || node === BOOST_ROOT) return [{ node: BOOST_ROOT, bonus }];
  const steps: Step[] = [];
  const inPhrase = words.next(node, SPACE);
  if (inPhrase !== NOT_BOOSTED) steps.push({ node: inPhrase, bonus });
  if (words.isComplete(node)) steps.push({ node: BOOST_ROOT, bonus: bonus + letterBonus * words.lettersOf(node) });
  return steps;
}

function afterLetter({ node, bonus }: Step, symbol: number, words: WordBoost): Step[] {
  const steps: Step[] = [];
  if (node === UNLISTED || node === BOOST_ROOT) steps.push({ node: UNLISTED, bonus });
  if (node === UNLISTED || symbol === FOREIGN) return steps;
  const listed = words.next(node, symbol);
  if (listed !== NOT_BOOSTED) steps.push({ node: listed, bonus });
  return steps;
}

/** Those that can still become better than the best one that has no bonus to come. */
function worthKeeping(hypotheses: readonly Hypothesis[], { words, letterBonus }: TokenBoost): Hypothesis[] {
  const isClosed = ({ node }: Hypothesis): boolean => node === UNLISTED || node === BOOST_ROOT;
  const sure = Math.max(...hypotheses.filter(isClosed).map(({ score }) => score));
  return hypotheses.filter(({ node, score }) => {
    const ahead = words.lettersAhead(node === UNLISTED ? BOOST_ROOT : node);
    return score === sure || score + letterBonus * ahead > sure;
  });
}

/** A listed word may end with the frames; one that is not complete earns nothing and is left. */
function bestAtEnd(alive: readonly Hypothesis[], { words, letterBonus }: TokenBoost): Hypothesis {
  let best = alive[0]!;
  let bestScore = -Infinity;
  for (const hypothesis of alive) {
    const { node, score } = hypothesis;
    const isWithin = node !== UNLISTED && node !== BOOST_ROOT;
    if (isWithin && !words.isComplete(node)) continue;
    const total = isWithin ? score + letterBonus * words.lettersOf(node) : score;
    if (total > bestScore) [best, bestScore] = [hypothesis, total];
  }
  return best;
}

function pathTo(last: Hypothesis): number[] {
  const path: number[] = [];
  // The first hypothesis stands before the first frame.
  for (let at = last; at.before !== null; at = at.before) path.push(at.symbol);
  return path.reverse();
}
