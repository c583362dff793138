/**
 * A category learned from a few texts: linear discriminant with a diagonal covariance taken from the background (few
 * examples can place the middle of a category, not its spread), plus a profile over the standard categories.
 * Constants were chosen on 13 themes of the training corpus, 8 examples each: mean average precision 0.60 among 14,000
 * lines, against 0.36 for the words alone and 0.16 for the nearest example.
 */

import type { TextReading } from '#core/domain/candidate.ts';
import { unusualness } from './background.ts';
import type { Background } from './background.ts';

export interface Head {
  /** By feature hash; length 1. */
  readonly weights: ReadonlyMap<number, number>;
  /** By standard category. */
  readonly profile: readonly number[];
  /** Scores from here on belong to the category. */
  readonly threshold: number;
  /** Score to log-odds. */
  readonly slope: number;
}

/** Least variance: keeps a feature that the background does not have from counting without limit. */
const SMOOTHING = 0.001;
const MOST_FEATURES = 600;
const GATE_WEIGHT = 0.05;
const PROFILE_WEIGHT = 0.006;
/** Examples that make a profile half believed. */
const PROFILE_PRIOR = 4;
/** Share of typical turns that may pass a threshold. */
const FALSE_SHARE = 0.005;
const FALSE_SHARE_OF_ONE = 0.001;
/** How far from the background towards the usual example the threshold stands. */
const THRESHOLD_PLACE = 0.1;
const LEAST_SPAN = 0.03;
/** Log-odds of a usual example. */
const USUAL_LOGIT = 2;
/** As many tell where the usual example stands. */
const MOST_LEFT_OUT = 12;

type Direction = Pick<Head, 'weights' | 'profile'>;

/** @returns null without readings */
export function learnHead(readings: readonly TextReading[], background: Background): Head | null {
  if (readings.length === 0) return null;
  const summed = sumOf(readings, background);
  const direction = directionOf(summed, background);
  const ordered = backgroundScores(direction, background).sort((a, b) => b - a);
  const share = readings.length === 1 ? FALSE_SHARE_OF_ONE : FALSE_SHARE;
  const floor = ordered[Math.floor(ordered.length * share)] ?? 0;
  const usual = readings.length === 1 ? floor : median(leftOutScores(readings, summed, background));
  const threshold = floor + THRESHOLD_PLACE * Math.max(0, usual - floor);
  const { weights, profile } = direction;
  return { weights, profile, threshold, slope: USUAL_LOGIT / Math.max(LEAST_SPAN, usual - threshold) };
}

/** Readings added up, so that one of them can be taken away again. */
interface Summed {
  readonly count: number;
  readonly features: ReadonlyMap<number, number>;
  readonly unusual: readonly number[];
}

function sumOf(readings: readonly TextReading[], background: Background): Summed {
  const features = new Map<number, number>();
  const unusual = new Array<number>(background.marginMeans.length).fill(0);
  for (const reading of readings) {
    const { hashes, weights } = reading.vector;
    for (let at = 0; at < hashes.length; at++)
      features.set(hashes[at]!, (features.get(hashes[at]!) ?? 0) + weights[at]!);
    unusualness(reading, background).forEach((value, output) => (unusual[output]! += value));
  }
  return { count: readings.length, features, unusual };
}

/** What each of the first readings scores by the others; the length of the direction is taken from all of them. */
function leftOutScores(readings: readonly TextReading[], summed: Summed, background: Background): number[] {
  const { length } = directionOf(summed, background);
  const others = summed.count - 1;
  const rest = length * Math.sqrt(summed.count / others);
  return readings.slice(0, MOST_LEFT_OUT).map((reading) => {
    const { hashes, weights } = reading.vector;
    let score = 0;
    for (let at = 0; at < hashes.length; at++) {
      const mean = (summed.features.get(hashes[at]!)! - weights[at]!) / others;
      score += (weights[at]! * contrast(mean, hashes[at]!, background)) / rest;
    }
    const unusual = unusualness(reading, background);
    const profile = summed.unusual.map((sum, output) => (sum - unusual[output]!) / (others + PROFILE_PRIOR));
    return score + contextScore({ profile }, reading, unusual);
  });
}

/** How many typical turns the head takes for its own. */
export function backgroundHits(head: Head, background: Background): number {
  return backgroundScores(head, background).filter((score) => score >= head.threshold).length;
}

export function headScore(head: Direction, reading: TextReading, background: Background): number {
  let score = 0;
  const { hashes, weights } = reading.vector;
  for (let at = 0; at < hashes.length; at++) score += (head.weights.get(hashes[at]!) ?? 0) * weights[at]!;
  return score + contextScore(head, reading, unusualness(reading, background));
}

/** What counts beside the words. @param unusual margins as `unusualness` gives them */
export function contextScore(
  { profile }: Pick<Head, 'profile'>,
  { gate }: TextReading,
  unusual: readonly number[],
): number {
  let likeness = 0;
  for (let output = 0; output < profile.length; output++) likeness += profile[output]! * unusual[output]!;
  return GATE_WEIGHT * Math.max(-1, Math.min(1, gate)) + PROFILE_WEIGHT * likeness;
}

export const toLogit = ({ threshold, slope }: Head, score: number): number => (score - threshold) * slope;

function directionOf({ count, features, unusual }: Summed, background: Background): Direction & { length: number } {
  const contrasted = Array.from(features, ([hash, sum]): [number, number] => [
    hash,
    contrast(sum / count, hash, background),
  ]);
  const strongest = contrasted.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, MOST_FEATURES);
  const length = Math.sqrt(strongest.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    length,
    weights: new Map(strongest.map(([hash, weight]) => [hash, weight / length])),
    profile: unusual.map((sum) => sum / (count + PROFILE_PRIOR)),
  };
}

/** How much more a feature is there than in the background, in units of its usual spread. */
function contrast(mean: number, hash: number, { postings }: Background): number {
  const usual = postings.get(hash);
  return (mean - (usual?.mean ?? 0)) / ((usual?.variance ?? 0) + SMOOTHING);
}

function backgroundScores(head: Direction, background: Background): number[] {
  const scores = background.readings.map((reading, at) => contextScore(head, reading, background.unusual[at]!));
  for (const [hash, weight] of head.weights) {
    const found = background.postings.get(hash);
    found?.readings.forEach((reading, at) => (scores[reading]! += weight * found.weights[at]!));
  }
  return scores;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}
