/** Spans of time in which somebody spoke. */

import type { Utterance } from '#core/domain/transcript.ts';

export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** Pauses up to this belong to fluent speech; a longer one ends the stretch. */
const FLUENT_PAUSE_MS = 500;

/**
 * The stretches of one utterance, by its words where it has them, else from its start to its end. Times that are not
 * numbers, negative or reversed give nothing.
 */
export function stretchesOf(utterance: Utterance): Stretch[] {
  const words = utterance.words.filter(isReal);
  return mergeStretches(words.length > 0 ? words : [utterance].filter(isReal), FLUENT_PAUSE_MS);
}

/** @returns the union of `spans` in order, those with at most `gapMs` between them joined */
export function mergeStretches(spans: readonly Stretch[], gapMs = 0): Stretch[] {
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && startMs - last.endMs <= gapMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
}

export const lengthOf = (spans: readonly Stretch[]): number =>
  spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);

function isReal({ startMs, endMs }: Stretch): boolean {
  return Number.isFinite(startMs) && Number.isFinite(endMs) && startMs >= 0 && endMs > startMs;
}
