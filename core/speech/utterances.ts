/** Segments of both channels to turns in time order. */

import type { Segment, Speaker, Utterance } from '#core/domain/transcript.ts';

/** Segments of one speaker closer than this are one turn, unless the other side spoke in between. */
const JOIN_GAP_MS = 1500;
/** A turn is not made longer than this by joining, so that a monologue stays readable and quotable. */
const MAX_TURN_MS = 45_000;

/**
 * @param segments of any channels, any order
 * @param speakers speaker per channel number
 * @returns turns by start time; turns that overlap in time stay separate and keep their times
 */
export function mergeUtterances(segments: readonly Segment[], speakers: readonly Speaker[]): Utterance[] {
  const ordered = segments.toSorted((a, b) => a.startMs - b.startMs || a.channel - b.channel);
  const turns: { channel: number; parts: Segment[] }[] = [];
  for (const segment of ordered) {
    const last = turns.at(-1);
    const first = last?.parts[0];
    const end = last?.parts.at(-1)?.endMs;
    const joins =
      last !== undefined &&
      first !== undefined &&
      end !== undefined &&
      last.channel === segment.channel &&
      segment.startMs - end < JOIN_GAP_MS &&
      segment.endMs - first.startMs <= MAX_TURN_MS;
    if (joins) last.parts.push(segment);
    else turns.push({ channel: segment.channel, parts: [segment] });
  }
  return turns.map(({ channel, parts }) => utteranceOf(parts, speakers[channel] ?? 'unknown'));
}

function utteranceOf(parts: readonly Segment[], speaker: Speaker): Utterance {
  const words = parts.flatMap((part) => part.words);
  const letters = parts.reduce((sum, part) => sum + part.text.length, 0);
  return {
    speaker,
    startMs: parts[0]!.startMs,
    endMs: parts.at(-1)!.endMs,
    text: parts.map((part) => part.text).join(' '),
    confidence: parts.reduce((sum, part) => sum + part.confidence * part.text.length, 0) / letters,
    words,
  };
}
