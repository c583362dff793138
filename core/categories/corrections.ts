/** Corrections over findings: where in today's transcript they belong, what counts with them, what can be learned. */

import type { CallCorrections, CategoryAccuracy, Correction, CorrectedObjection } from '#core/domain/correction.ts';
import type { CountedObjection, TurnText } from '#core/domain/finding.ts';
import { NO_EXPERIENCE } from './learn.ts';
import type { Experience } from './learn.ts';
import { plainText } from './texts.ts';

type TimedTurn = TurnText & { readonly startMs: number; readonly endMs: number };

/** Words that two versions of an utterance must share, nearby and elsewhere, and how much of its time without. */
const LEAST_SHARED = 0.5;
const SHARED_AFAR = 0.8;
const LEAST_OVERLAP = 0.6;
/** A new transcription moves the bounds of an utterance by so much. */
const NEARBY_MS = 4_000;

/** @returns the utterance of the transcript that the correction speaks of, or null when its words are gone */
export function placeOf(correction: Correction, utterances: readonly TimedTurn[]): number | null {
  const wanted = plainText(correction.text);
  const same = utterances.flatMap((turn, at) => (plainText(turn.text) === wanted ? [at] : []));
  const nearest = same.sort((a, b) => distance(utterances[a]!, correction) - distance(utterances[b]!, correction))[0];
  if (nearest !== undefined) return nearest;
  const likenesses = utterances.map((turn, at) => {
    const shared = sharedWords(wanted, plainText(turn.text));
    const isNear = distance(turn, correction) <= NEARBY_MS || overlap(turn, correction) > 0;
    return {
      at,
      overlap: overlap(turn, correction),
      shared: shared >= (isNear ? LEAST_SHARED : SHARED_AFAR) ? shared : 0,
    };
  });
  const worded = likenesses.toSorted((a, b) => b.shared - a.shared || b.overlap - a.overlap)[0];
  if (worded && worded.shared > 0) return worded.at;
  const timed = likenesses.toSorted((a, b) => b.overlap - a.overlap)[0];
  return timed && timed.overlap >= LEAST_OVERLAP ? timed.at : null;
}

/**
 * A corrected place shows what was found when it was corrected: what the program has learned from the correction since
 * would otherwise stand beside it as a finding of its own.
 * @param automatic what the program found
 * @param verdictOf handling of an objection in an utterance that the program no longer finds
 * @returns both beside each other
 */
export function withCorrections(
  automatic: readonly CountedObjection[],
  corrections: readonly Correction[],
  { utterances, verdictOf }: CorrectedCall,
): CallCorrections {
  const placed = corrections.map((correction) => ({ correction, at: placeOf(correction, utterances) }));
  const isCovered = ({ utterance, category }: CountedObjection): boolean =>
    placed.some(
      ({ correction, at }) =>
        at === utterance && (correction.automaticCategory === category || correction.category === category),
    );
  const untouched = automatic.flatMap((finding): CorrectedObjection[] => {
    if (isCovered(finding)) return [];
    const { category, score, verdict, replyUtterance, utterance, quote } = finding;
    return [{ utterance, quote, automatic: { category, score, verdict, replyUtterance }, category, correction: null }];
  });
  const corrected = placed.flatMap(({ correction, at }): CorrectedObjection[] => {
    if (at === null) return [];
    const { automaticCategory, automaticScore, category, id, kind, changedAt } = correction;
    const known = automatic.find((one) => one.utterance === at && one.category === automaticCategory);
    const { verdict, replyUtterance } = known ?? verdictOf(at);
    return [
      {
        utterance: at,
        quote: known?.quote ?? utterances[at]!.text,
        automatic:
          automaticCategory === null
            ? null
            : { category: automaticCategory, score: known?.score ?? automaticScore ?? 0, verdict, replyUtterance },
        category,
        correction: { id, kind, changedAt },
      },
    ];
  });
  const lost = placed
    .filter(({ at }) => at === null)
    .map(({ correction: { id, kind, category, text, startMs, changedAt } }) => ({
      ...{ id, kind, category, text, startMs, changedAt },
    }));
  return { objections: [...untouched, ...corrected].sort((a, b) => a.utterance - b.utterance), lost };
}

/** A call as corrections see it. */
export interface CorrectedCall {
  readonly utterances: readonly TimedTurn[];
  readonly verdictOf: (utterance: number) => Pick<CountedObjection, 'verdict' | 'replyUtterance'>;
}

/** Findings as they count; handling of what was added by hand is judged by `verdictOf`. */
export function countedObjections(
  { objections }: CallCorrections,
  verdictOf: CorrectedCall['verdictOf'],
): CountedObjection[] {
  return objections.flatMap(({ utterance, quote, automatic, category, correction }) => {
    if (category === null) return [];
    const { verdict, replyUtterance } = automatic ?? verdictOf(utterance);
    // A person's word is certain.
    const score = correction ? 1 : (automatic?.score ?? 1);
    return [{ category, utterance, quote, score, verdict, replyUtterance, handled: verdict === 'handled' }];
  });
}

/** Marks that halve the pull of the threshold towards the model's own. */
const SHIFT_PRIOR_DEVIATION = 0.7;
const MOST_SHIFT = 2;
const NEWTON_STEPS = 20;

/**
 * Where a category's threshold should stand: the log-odds shift most likely to have given the marks, with a normal prior
 * around 0, so that few marks move it little.
 */
export function thresholdShift(marks: readonly { readonly score: number; readonly isRight: boolean }[]): number {
  let shift = 0;
  const variance = SHIFT_PRIOR_DEVIATION ** 2;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [gradient, curvature] = [-shift / variance, -1 / variance];
    for (const { score, isRight } of marks) {
      const bounded = Math.min(0.99, Math.max(0.01, score));
      const chance = 1 / (1 + Math.exp(shift - Math.log(bounded / (1 - bounded))));
      gradient += chance - (isRight ? 1 : 0);
      curvature -= chance * (1 - chance);
    }
    shift -= gradient / curvature;
  }
  return Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, shift));
}

/** Right and wrong findings by category. */
export function accuracyOf(corrections: readonly Correction[]): CategoryAccuracy[] {
  const categories = new Set(corrections.flatMap(({ automaticCategory, category }) => [automaticCategory, category]));
  return [...categories].flatMap((id) => {
    if (id === null) return [];
    const own = corrections.filter(({ automaticCategory }) => automaticCategory === id);
    const right = own.filter(({ category }) => category === id).length;
    const added = corrections.filter((one) => one.category === id && one.automaticCategory !== id).length;
    const marks = own.map(({ automaticScore, category }) => ({
      score: automaticScore ?? 0.5,
      isRight: category === id,
    }));
    // A missed one stood just below the threshold, as far as anybody knows.
    const missed = Array.from({ length: added }, () => ({ score: MISSED_SCORE, isRight: true }));
    return [
      { category: id, right, wrong: own.length - right, added, thresholdShift: thresholdShift([...marks, ...missed]) },
    ];
  });
}

const MISSED_SCORE = 0.4;
/** The newest of them: the way people object changes. */
const MOST_LEARNED = 60;

/** What a category learns from corrections: the lead's examples and counter-examples, and its threshold. */
export function experienceOf(category: string, corrections: readonly Correction[]): Experience {
  const newest = corrections.toSorted((a, b) => b.id - a.id).slice(0, MOST_LEARNED * 10);
  const examples = newest.filter((one) => one.category === category && one.kind !== 'right').slice(0, MOST_LEARNED);
  const wrong = newest
    .filter((one) => one.automaticCategory === category && one.category !== category)
    .slice(0, MOST_LEARNED);
  const shift = accuracyOf(corrections).find((one) => one.category === category)?.thresholdShift ?? 0;
  if (examples.length === 0 && wrong.length === 0 && shift === 0) return NO_EXPERIENCE;
  return {
    examples: examples.map(({ text }) => text),
    counterExamples: wrong.map(({ text }) => text),
    thresholdShift: shift,
  };
}

function distance({ startMs }: TimedTurn, correction: Correction): number {
  return Math.abs(startMs - correction.startMs);
}

/** Share of the corrected utterance's time that the turn covers. */
function overlap({ startMs, endMs }: TimedTurn, correction: Correction): number {
  const shared = Math.min(endMs, correction.endMs) - Math.max(startMs, correction.startMs);
  return Math.max(0, shared) / Math.max(1, correction.endMs - correction.startMs);
}

function sharedWords(a: string, b: string): number {
  const [first, second] = [new Set(a.split(' ')), new Set(b.split(' '))];
  return first.intersection(second).size / Math.max(1, Math.min(first.size, second.size));
}
