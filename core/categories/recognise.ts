/** The user's categories over what the model found in a call: which objections count, and under which name. */

import type { ObjectionCandidate, TextReading } from '#core/domain/candidate.ts';
import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import type { Category } from '#core/domain/category.ts';
import type { ObjectionFinding, TurnText } from '#core/domain/finding.ts';
import type { Background } from './background.ts';
import type { LearnedCategory } from './learn.ts';
import { createScorer } from './scorer.ts';
import type { CategoryScore } from './scorer.ts';

/** What the model said about a call. */
export interface ModelFindings {
  readonly objections: readonly ObjectionFinding[];
  readonly candidates: readonly ObjectionCandidate[];
  readonly utterances: readonly TurnText[];
}

export interface Recogniser {
  /** @returns what counts, in order of the call */
  recognise(found: ModelFindings): ObjectionFinding[];
}

export interface RecogniserOptions {
  /** The whole set; only enabled ones are looked for. */
  readonly categories: readonly Category[];
  /** Of those that have something to go by. */
  readonly learned: readonly LearnedCategory[];
  readonly background: Background;
  /** A turn in pieces short enough to hold one reason. */
  readonly read: (text: string) => readonly TextReading[];
  /** Categories of `ObjectionCandidate.excesses`. */
  readonly outputs: readonly string[];
}

/** More categories of one's own for one turn are guesses. */
const MOST_PER_TURN = 2;
/** A model's finding that counter-examples resemble this much is taken back, however sure the model was. */
const CLEAR_COUNTER = 2;
/** How far below the model's threshold a finding may be that a lenient category still takes. */
const MOST_LENIENT = 2;
/** What the model's own opinion of a turn can add to a category, in log-odds. */
const MOST_SUPPORT = 2.5;
const SUPPORT_FROM = -1.5;
const LARGEST_LOGIT = 4;

export async function createRecogniser(options: RecogniserOptions): Promise<Recogniser> {
  const { categories, learned, background, read, outputs } = options;
  const disabled = new Set(categories.filter(({ isEnabled }) => !isEnabled).map(({ id }) => id));
  const known = new Set([UNKNOWN_CATEGORY_ID, ...categories.map(({ id }) => id)]);
  const active = learned.filter(({ id }) => known.has(id) && !disabled.has(id));
  const byId = new Map(active.map((category) => [category.id, category]));
  const scorer = await createScorer(active, background);
  const dominant = active.map(({ head }) => (head ? head.profile.indexOf(Math.max(...head.profile)) : -1));
  const placeOf = new Map(active.map(({ id }, place) => [id, place]));

  /** The best piece of a turn for every active category. */
  function scoreTurn(text: string): { score: CategoryScore; quote: string }[] {
    const best: { score: CategoryScore; quote: string }[] = [];
    for (const piece of read(text)) {
      scorer.score(piece).forEach((score, at) => {
        if (!best[at] || score.logit > best[at].score.logit) best[at] = { score, quote: piece.text };
      });
    }
    return best;
  }

  const isKept = (finding: ObjectionFinding): boolean => {
    if (disabled.has(finding.category) || !known.has(finding.category)) return false;
    const category = byId.get(finding.category);
    if (!category) return true;
    const logit = toLogit(finding.score);
    if (logit < category.thresholdShift) return false;
    if (!category.counterHead) return true;
    const score = scoreTurn(finding.quote)[placeOf.get(category.id)!]?.score;
    return !score || score.against <= 0 || score.against < Math.max(score.logit, Math.min(CLEAR_COUNTER, logit));
  };

  function ofTurn(candidate: ObjectionCandidate, text: string): ObjectionFinding[] {
    const scored = scoreTurn(text).map(({ score, quote }, at) => ({
      category: score.category,
      quote,
      isClear: score.logit >= 0,
      logit: totalOf(score, candidate, { dominant: dominant[at]!, outputs }),
    }));
    const passed = scored.filter(({ logit }) => logit >= 0).sort((a, b) => b.logit - a.logit);
    // One that passes only by what the model thinks of the turn must be the best of them.
    const own = passed
      .filter(({ category }) => !category.isBuiltin)
      .filter(({ isClear }, place) => isClear || place === 0)
      .slice(0, MOST_PER_TURN);
    const builtin = passed.filter(({ category }) => category.isBuiltin);
    const { utterance, verdict, replyUtterance } = candidate;
    return [...builtin, ...own].map(({ category, quote, logit }) => ({
      category: category.id,
      utterance,
      score: 1 / (1 + Math.exp(-Math.min(LARGEST_LOGIT, logit))),
      quote: quote.trim(),
      handled: verdict === 'handled',
      verdict,
      replyUtterance,
    }));
  }

  return {
    recognise({ objections, candidates, utterances }) {
      const kept = objections.filter(isKept);
      if (active.length === 0) return kept;
      const added = candidates.flatMap((candidate) => ofTurn(candidate, utterances[candidate.utterance]?.text ?? ''));
      const isNew = ({ category, utterance }: ObjectionFinding): boolean =>
        !kept.some((other) => other.category === category && other.utterance === utterance);
      const isNamed = ({ category, utterance }: ObjectionFinding): boolean =>
        category === UNKNOWN_CATEGORY_ID && added.some((other) => other.utterance === utterance);
      const all = [...kept.filter((finding) => !isNamed(finding)), ...added.filter(isNew)];
      return all.sort((a, b) => a.utterance - b.utterance);
    },
  };
}

/** Log-odds of a category for a turn: its own opinion, what the model thinks of the turn, and its threshold. */
function totalOf(
  { category, logit }: CategoryScore,
  { excesses }: ObjectionCandidate,
  { dominant, outputs }: { dominant: number; outputs: readonly string[] },
): number {
  const { isBuiltin, thresholdShift } = category;
  if (isBuiltin) {
    const excess = excesses[outputs.indexOf(category.id)] ?? -Infinity;
    const lenient = excess >= -MOST_LENIENT ? excess : -Infinity;
    return Math.max(logit, lenient) - thresholdShift;
  }
  // What resembles an objection of the kind that the category's examples are is likelier to be one of them.
  const support = (excesses[dominant] ?? -Infinity) - SUPPORT_FROM;
  return logit + Math.max(0, Math.min(MOST_SUPPORT, support)) - thresholdShift;
}

function toLogit(score: number): number {
  const bounded = Math.min(0.999, Math.max(0.001, score));
  return Math.log(bounded / (1 - bounded));
}
