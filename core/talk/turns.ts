/** Who had the word when: the turns of two sides without their signs of listening. */

import type { Utterance } from '#core/domain/transcript.ts';
import { isBackChannel } from './back-channels.ts';
import { stretchesOf } from './stretches.ts';
import type { Stretch } from './stretches.ts';

export type Side = 'agent' | 'client';

export interface Turn extends Stretch {
  readonly side: Side;
  readonly stretches: readonly Stretch[];
}

/** In order of their starts. Utterances of no length, of nobody, or that only signal listening make no turn. */
export function turnsOf(utterances: readonly Utterance[]): Turn[] {
  const turns: Turn[] = [];
  for (const utterance of utterances) {
    if (utterance.speaker === 'unknown' || isBackChannel(utterance.text)) continue;
    const stretches = stretchesOf(utterance);
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!first || !last) continue;
    turns.push({ side: utterance.speaker, startMs: first.startMs, endMs: last.endMs, stretches });
  }
  return turns.sort((a, b) => a.startMs - b.startMs);
}

/**
 * A pause inside a monologue may be as long as this. Longer than the pause that joins segments to an utterance, because
 * a speaker who thinks for two seconds has not given the word away; nobody else has taken it either.
 */
const MONOLOGUE_PAUSE_MS = 3_000;

/**
 * The longest time that a side held the word: from its first word to its last, over its own pauses and over the other's
 * signs of listening, until the other takes a turn. (Gong: the longest time a rep speaks without interruption.)
 * Null when the side said nothing.
 */
export function longestMonologue(turns: readonly Turn[], side: Side): Stretch | null {
  let best: Stretch | null = null;
  let current: Stretch | null = null;
  for (const turn of turns) {
    if (turn.side !== side) {
      current = null;
      continue;
    }
    for (const stretch of turn.stretches) {
      const continues: boolean = current !== null && stretch.startMs - current.endMs <= MONOLOGUE_PAUSE_MS;
      const monologue: Stretch =
        current && continues
          ? { startMs: current.startMs, endMs: Math.max(current.endMs, stretch.endMs) }
          : { startMs: stretch.startMs, endMs: stretch.endMs };
      current = monologue;
      if (!best || monologue.endMs - monologue.startMs > best.endMs - best.startMs) best = monologue;
    }
  }
  return best;
}

/** The other must have had the word for this long, or two beginnings merely collided. */
const HELD_MS = 800;
/**
 * Shorter overlaps are the ordinary way turns change: Heldner and Edlund, «Pauses, gaps and overlaps in conversations»
 * (2010), find two turns in five beginning before the other ended, nearly all by less than half a second.
 */
const OVERLAP_MS = 500;
/** The other falls silent within this time of the overlap's beginning, or has not been cut off. */
const YIELD_MS = 2_500;

/**
 * How often `side` took the word from the other: it began while the other was speaking, both spoke at once, the other
 * fell silent soon after and `side` went on. Attempts that the other talks down do not count.
 */
export function countInterruptions(turns: readonly Turn[], side: Side): number {
  let count = 0;
  let speaking: readonly Turn[] = [];
  for (const turn of turns) {
    speaking = speaking.filter((other) => other.endMs > turn.startMs);
    if (turn.side !== side) speaking = [...speaking, turn];
    else if (speaking.some((other) => cutsOff(turn, other))) count += 1;
  }
  return count;
}

function cutsOff(turn: Turn, other: Turn): boolean {
  const at = turn.startMs;
  const cut = other.stretches.find((stretch) => stretch.startMs <= at && at < stretch.endMs);
  if (!cut || at - other.startMs < HELD_MS) return false;
  const overlap = cut.endMs - at;
  return overlap >= OVERLAP_MS && overlap <= YIELD_MS && turn.endMs > cut.endMs;
}

/** A longer pause is work or a transfer, not the patience of a listener. */
const MAX_PATIENCE_MS = 10_000;

/** Pauses between a turn of the client and the manager's next one; an answer that came before the end waited 0 ms. */
export function answerPauses(turns: readonly Turn[]): number[] {
  const pauses: number[] = [];
  for (const [index, turn] of turns.entries()) {
    const before = turns[index - 1];
    if (turn.side !== 'agent' || before?.side !== 'client') continue;
    const pauseMs = Math.max(0, turn.startMs - before.endMs);
    if (pauseMs <= MAX_PATIENCE_MS) pauses.push(pauseMs);
  }
  return pauses;
}
