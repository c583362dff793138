/**
 * All talk metrics of one call. Pure; times in milliseconds from the start of the recording.
 *
 * Definitions follow what sales leads know from other tools, so that figures can be compared: talk ratio, longest
 * monologue, patience and question rate after Gong's «Team stats»; silence and interruptions after the statistics that
 * SpeechSense publishes for a dialogue. The exact rules stand beside each function.
 */

import type { SideTalk, TalkMetrics } from '#core/domain/talk.ts';
import type { Transcript, Utterance } from '#core/domain/transcript.ts';
import { wordsOf } from './back-channels.ts';
import { clausesOf, isPunctuated } from './clauses.ts';
import { countQuestions } from './questions.ts';
import { lengthOf, mergeStretches, stretchesOf } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import { answerPauses, countInterruptions, longestMonologue, turnsOf } from './turns.ts';
import type { Side, Turn } from './turns.ts';

export type TimedCall = Pick<Transcript, 'durationMs' | 'channels' | 'utterances'>;

/** Shorter gaps are breath and the change of turns, not silence. */
const SILENCE_MS = 1_000;
/** A rate over less speech than this says more about chance than about the speaker. */
const MIN_RATE_SPEECH_MS = 3_000;

/**
 * Sides are told apart when the recording has a channel for each, or its two voices have been told apart with confidence,
 * and no words are left without a speaker; otherwise
 * every figure of a side is null, because one wrong utterance would falsify all of them. Silence needs no speakers.
 */
export function measureTalk({ durationMs, channels, utterances }: TimedCall): TalkMetrics {
  const speech = mergeStretches(utterances.flatMap(stretchesOf));
  const isApart =
    (channels >= 2 || utterances.length > 0) && utterances.every((utterance) => utterance.speaker !== 'unknown');
  return { ...measureSilence(speech, durationMs), ...(isApart ? measureSides(utterances) : NO_SIDES) };
}

const NO_SIDES = {
  agentShare: null,
  agent: null,
  client: null,
  agentQuestions: null,
  areQuestionsLowerBound: false,
  patienceMs: null,
} as const;

/** Silence counts over the whole recording; the longest one only inside the conversation, where somebody waited in it. */
function measureSilence(speech: readonly Stretch[], recordedMs: number) {
  const durationMs = Math.max(Number.isFinite(recordedMs) ? recordedMs : 0, speech.at(-1)?.endMs ?? 0, 0);
  const gaps: Stretch[] = [...speech, { startMs: durationMs, endMs: durationMs }].map((stretch, index) => ({
    startMs: speech[index - 1]?.endMs ?? 0,
    endMs: stretch.startMs,
  }));
  const silenceMs = lengthOf(gaps.filter((gap) => gap.endMs - gap.startMs >= SILENCE_MS));
  const longest = gaps.slice(1, -1).reduce<Stretch | null>((best, gap) => (isLonger(gap, best) ? gap : best), null);
  return {
    durationMs,
    silenceMs,
    silenceShare: durationMs > 0 ? silenceMs / durationMs : null,
    longestSilenceMs: speech.length === 0 ? null : lengthOf(longest ? [longest] : []),
    longestSilenceStartMs: longest?.startMs ?? null,
  };
}

const isLonger = (gap: Stretch, best: Stretch | null): boolean =>
  best === null || gap.endMs - gap.startMs > best.endMs - best.startMs;

function measureSides(utterances: readonly Utterance[]) {
  const turns = turnsOf(utterances);
  const agent = measureSide(utterances, turns, 'agent');
  const client = measureSide(utterances, turns, 'client');
  const spokenMs = agent.speechMs + client.speechMs;
  const asked = utterances.filter(({ speaker }) => speaker === 'agent').flatMap(clausesOf);
  return {
    // Of the time spoken, not of the whole call: a long hold must not make a talkative manager look like a listener.
    agentShare: spokenMs > 0 ? agent.speechMs / spokenMs : null,
    agent,
    client,
    agentQuestions: asked.reduce((sum, text) => sum + countQuestions(text), 0),
    areQuestionsLowerBound: asked.length > 0 && !asked.some(isPunctuated),
    patienceMs: median(answerPauses(turns)),
  };
}

function measureSide(utterances: readonly Utterance[], turns: readonly Turn[], side: Side): SideTalk {
  const own = utterances.filter((utterance) => utterance.speaker === side);
  const speechMs = lengthOf(mergeStretches(own.flatMap(stretchesOf)));
  const words = own.reduce((sum, utterance) => sum + wordsOf(utterance.text).length, 0);
  const monologue = longestMonologue(turns, side);
  return {
    speechMs,
    words,
    wordsPerMinute: speechMs >= MIN_RATE_SPEECH_MS ? words / (speechMs / 60_000) : null,
    longestMonologueMs: lengthOf(monologue ? [monologue] : []),
    longestMonologueStartMs: monologue?.startMs ?? null,
    interruptions: countInterruptions(turns, side),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
