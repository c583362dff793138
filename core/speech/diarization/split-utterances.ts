/** Turns of one mixed channel to turns of its two speakers. */

import type { Segment, Utterance, Word } from '#core/domain/transcript.ts';
import { assignRoles, type CallFacts } from '../roles.ts';
import { mergeUtterances } from '../utterances.ts';
import type { SpeakerTurn } from './speaker-turns.ts';

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Each word goes to the speaker who is heard longest during it, or nearest to it; an utterance is cut where the speaker
 * changes. Who of the two is the agent is decided as in stereo. Null where that cannot be told: a wrong side would
 * falsify every figure of the conversation.
 */
export function splitUtterances(
  utterances: readonly Utterance[],
  turns: readonly SpeakerTurn[],
  facts: CallFacts,
): Utterance[] | null {
  const segments = utterances.flatMap((utterance) => segmentsOf(utterance, turns));
  const roles = assignRoles(segments, 'auto', facts);
  // Without a direction nothing but the words may decide: then the order of speaking changes nothing.
  if (facts.direction === null) {
    const either = (['in', 'out'] as const).map(
      (direction) => assignRoles(segments, 'auto', { ...facts, direction })[0],
    );
    if (either[0] !== either[1]) return null;
    return mergeUtterances(segments, either[0] === 'agent' ? ['agent', 'client'] : ['client', 'agent']);
  }
  return mergeUtterances(segments, roles);
}

function segmentsOf(utterance: Utterance, turns: readonly SpeakerTurn[]): Segment[] {
  const { words, confidence } = utterance;
  if (words.length === 0) return [{ ...utterance, channel: speakerOf(utterance, turns) }];
  const groups: { speaker: 0 | 1; words: Word[] }[] = [];
  for (const word of words) {
    const speaker = speakerOf(word, turns);
    if (groups.at(-1)?.speaker === speaker) groups.at(-1)!.words.push(word);
    else groups.push({ speaker, words: [word] });
  }
  return groups.map(({ speaker, words: own }) => ({
    channel: speaker,
    startMs: own[0]!.startMs,
    endMs: own.at(-1)!.endMs,
    text: own.map(({ text }) => text).join(' '),
    confidence,
    words: own,
  }));
}

function speakerOf(span: Span, turns: readonly SpeakerTurn[]): 0 | 1 {
  const shared = (speaker: 0 | 1): number =>
    turns.reduce((sum, turn) => sum + (turn.speaker === speaker ? Math.max(0, overlap(span, turn)) : 0), 0);
  const [first, second] = [shared(0), shared(1)];
  if (first !== second) return first > second ? 0 : 1;
  const nearest = turns.reduce<SpeakerTurn | null>(
    (best, turn) => (best === null || overlap(span, turn) > overlap(span, best) ? turn : best),
    null,
  );
  return nearest?.speaker ?? 0;
}

/** Negative: the time between the two. */
const overlap = (a: Span, b: Span): number => Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
