/** Voices of many short windows to the two speakers of a telephone call. */

import { similarity, unit, type VoicePrint } from './voice-print.ts';

/** A voice of one window. */
export interface WindowVoice {
  readonly window: number;
  readonly print: VoicePrint;
  /** How long it is heard alone; longer ones count more. */
  readonly frames: number;
}

export interface TwoSpeakers {
  /** 0 or 1 per voice. */
  readonly speakers: readonly (0 | 1)[];
  /** Cosine of the speakers' mean prints: alike voices may be one person cut in two. */
  readonly similarity: number;
}

const MOST_ROUNDS = 20;
/** Pairs are compared among so many voices at most: an hour has more, but not other people. */
const MOST_SEEDS = 200;

/**
 * Two-means on the sphere. Voices of one window are different people, so two of them never join one speaker. Null where
 * there are fewer than two voices.
 */
export function findTwoSpeakers(voices: readonly WindowVoice[]): TwoSpeakers | null {
  const seeds = farthestPair(voices);
  if (seeds === null) return null;
  let means = seeds;
  let speakers: (0 | 1)[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = assign(voices, means);
    if (next.every((speaker, i) => speaker === speakers[i])) break;
    speakers = next;
    means = [meanOf(voices, speakers, 0) ?? means[0], meanOf(voices, speakers, 1) ?? means[1]];
  }
  return { speakers, similarity: similarity(means[0], means[1]) };
}

type Pair = readonly [VoicePrint, VoicePrint];

/** The two voices that are least alike, of one window where any window has two. */
function farthestPair(voices: readonly WindowVoice[]): Pair | null {
  const some = voices.toSorted((a, b) => b.frames - a.frames).slice(0, MOST_SEEDS);
  let best: { readonly pair: Pair; readonly rank: number } | null = null;
  for (const [i, a] of some.entries()) {
    for (const b of some.slice(i + 1)) {
      const rank = similarity(a.print, b.print) - (a.window === b.window ? 2 : 0);
      if (best === null || rank < best.rank) best = { pair: [a.print, b.print], rank };
    }
  }
  return best?.pair ?? null;
}

function assign(voices: readonly WindowVoice[], means: Pair): (0 | 1)[] {
  /** How much more a voice is like the second speaker. */
  const leanings = voices.map(({ print }) => similarity(print, means[1]) - similarity(print, means[0]));
  const speakers = leanings.map((leaning): 0 | 1 => (leaning > 0 ? 1 : 0));
  const byWindow = Map.groupBy(voices.keys(), (i) => voices[i]!.window);
  for (const inWindow of byWindow.values()) {
    if (inWindow.length < 2 || new Set(inWindow.map((i) => speakers[i])).size === 2) continue;
    const other = speakers[inWindow[0]!] === 0 ? 1 : 0;
    // All lean to one side: the one that leans least is the other speaker.
    const [least] = inWindow.toSorted((a, b) =>
      other === 1 ? leanings[b]! - leanings[a]! : leanings[a]! - leanings[b]!,
    );
    speakers[least!] = other;
  }
  return speakers;
}

function meanOf(voices: readonly WindowVoice[], speakers: readonly (0 | 1)[], speaker: 0 | 1): VoicePrint | null {
  const own = voices.filter((_, i) => speakers[i] === speaker);
  if (own.length === 0) return null;
  const sum = new Float32Array(own[0]!.print.length);
  for (const { print, frames } of own) print.forEach((value, i) => (sum[i]! += value * frames));
  return unit(sum);
}
